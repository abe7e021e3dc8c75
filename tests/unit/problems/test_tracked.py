"""Extensions, lights and the ladder are the same for tasks as for rectifications."""

from datetime import timedelta

import pytest
from cast import Cast
from stories import in_days
from task_stories import assignment_in, community_part

from core.errors import InvalidInput
from core.models import Event
from linkage.assignments.models import Assignment
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.lights import Light, standing_of, with_lights
from linkage.problems.models import Rectification
from linkage.subjects import tracked_models
from linkage.supervision.ladder import climb
from linkage.supervision.models import Supervision


def test_every_tracked_model_can_be_extended_wherever_it_acts() -> None:
    models = set(tracked_models())
    assert {Rectification, Assignment} <= models
    for model in models:
        if getattr(model, "extends_itself", False):
            continue
        for status in model.ACTING:
            assert model.TRANSITIONS.target(status, "extend") == status, (model, status)


def test_a_task_is_extended_by_the_level_above(cast: Cast) -> None:
    task = assignment_in(cast, "active")
    later = task.due_on + timedelta(days=9)
    asked = extension_ask(actor=cast.actor("street_a"), subject=task, due_on=later, reason="排查面大", progress=30)
    extension_approve(actor=cast.actor("office"), extension=asked)
    task.refresh_from_db()
    assert task.due_on == later
    assert Event.objects.filter(verb="assignment.extend", subject_id=task.pk).count() == 1


def test_a_part_of_a_part_stays_within_it(cast: Cast) -> None:
    """As when it was split: the street first asks for itself."""
    part = community_part(cast, "active")
    ours, street = cast.actor("community_a"), cast.actor("street_a")
    later = part.due_on + timedelta(days=3)
    with pytest.raises(InvalidInput, match="上一级"):
        extension_ask(actor=ours, subject=part, due_on=later, reason="排查面大", progress=30)
    asked = extension_ask(actor=street, subject=part.parent, due_on=later, reason="排查面大", progress=30)
    extension_approve(actor=cast.actor("office"), extension=asked)
    extension_ask(actor=ours, subject=part, due_on=later, reason="排查面大", progress=30)


def test_a_late_task_climbs_the_ladder(cast: Cast) -> None:
    task = assignment_in(cast, "active")
    Assignment.objects.filter(pk=task.pk).update(started_on=in_days(-40), due_on=in_days(-6))
    task.refresh_from_db()
    assert standing_of(task).light == with_lights(Assignment.objects.filter(pk=task.pk)).get().light == Light.OVERDUE
    assert climb(in_days(0)) == 1
    order = Supervision.objects.select_related("organization", "issuer").get()
    assert (order.subject_type, order.subject_id) == ("assignments.assignment", task.pk)
    assert (order.organization, order.issuer) == (cast.street_a, cast.root)
    assert climb(in_days(0)) == 0

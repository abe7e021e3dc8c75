"""Materials that wait for somebody."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.visibility import held, under
from core.waiting import waits_by_word
from resources.materials.models import Material

Status = Material.Status


def to_review(actor: Actor) -> Q:
    """Handed in to a place for which the actor reviews."""
    return Q(status=Status.SUBMITTED) & under(actor.paths(Perm.MATERIAL_REVIEW))


def to_correct(actor: Actor) -> Q:
    """The actor's own that were sent back."""
    return Q(status=Status.RETURNED) & held(actor, Perm.MATERIAL_EDIT)


def to_submit(actor: Actor) -> Q:
    """The actor's own drafts."""
    return Q(status=Status.DRAFT) & held(actor, Perm.MATERIAL_EDIT)


# By the word of the list's filter ``waits``.
WAITS = {
    "review": ("待审核的共享资料", to_review),
    "correct": ("退回待修改的共享资料", to_correct),
    "submit": ("草稿待提交的共享资料", to_submit),
}

waits_by_word(
    Material,
    WAITS,
    icons={"review": "clipboard-check", "correct": "arrow-back-up", "submit": "pencil"},
    label="title",
    who="organization__name",
    due="ends_on",
    listing="materials",
)

"""Data that the district and its streets ask for: two that are done and published, a late one, one that was put off.

All of it is fictitious.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.permissions import Actor
from linkage.datacalls.actions.answering import dataanswer_approve, dataanswer_return, dataanswer_submit
from linkage.datacalls.actions.calling import (
    FieldDraft,
    datacall_close,
    datacall_create,
    datacall_extend,
    datacall_issue,
    datacall_urge,
)
from linkage.datacalls.actions.publishing import datacall_publish
from linkage.datacalls.models import DataAnswer, DataCall, DataField
from local.demo.cast import Cast, Player
from local.demo.files import evidence_pool
from local.demo.story import Story
from tenants.org.models import Organization

_ZERO = Decimal(0)
ACTIVITY_DAYS = (
    FieldDraft("应开展支部数", "whole", measure="个", minimum=_ZERO, maximum=Decimal(500)),
    FieldDraft("已开展支部数", "whole", measure="个", minimum=_ZERO, maximum=Decimal(500)),
    FieldDraft("平均参加率", "decimal", measure="%", minimum=_ZERO, maximum=Decimal(100)),
    FieldDraft("主要形式", "several", choices=("集中学习", "志愿服务", "参观见学", "走访慰问")),
    FieldDraft("存在问题", "long", required=False, help="没有可以不填"),
)
PAIRS = (
    FieldDraft("已结对单位数", "whole", measure="家", minimum=_ZERO, maximum=Decimal(999)),
    FieldDraft("是否全部签订协议", "yes_no"),
    FieldDraft("结对以哪类单位为主", "one", choices=("机关", "学校", "医院", "企业")),
    FieldDraft("最近一次对接日期", "day", required=False),
)
NEW_FIELDS = (
    FieldDraft("楼宇数", "whole", measure="座", minimum=_ZERO),
    FieldDraft("已建党组织的楼宇数", "whole", measure="座", minimum=_ZERO),
    FieldDraft("下一步打算", "text", required=False),
)


class DataCalls:
    """Plans them."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("datacalls"), cast
        # Not from the story's dice: what else they decide stays as it was.
        paper = evidence_pool(story.aside("datacallfiles").rng)[-1]
        self.papers = [Upload("填报口径说明（演示）.pdf", paper.content)]

    def plan(self, begun: datetime) -> None:
        """Two calls over the year to all streets; one to them and one in the featured street are open and late."""
        span, until = self.story.until - begun, self.story.until
        streets = self.cast.streets
        for share, title, form in (
            (0.35, "一季度党员活动日统计", ACTIVITY_DAYS),
            (0.7, "驻区单位结对情况", PAIRS),
        ):
            ask = partial(self._ask, self.cast.office, title, form, streets, done=True)
            self.story.plan(self.story.later(begun + span * share, 0, 2), ask)
        moment = self.story.at_work((until - timedelta(days=9)).date())
        self.story.plan(
            moment, partial(self._ask, self.cast.office, "新兴领域党建覆盖情况摸底", NEW_FIELDS, streets, done=False)
        )
        own = streets[0]
        if own.communities:
            self.story.plan(
                moment,
                partial(self._ask, own.actor, "本月党员活动日开展情况", ACTIVITY_DAYS, own.communities, done=False),
            )

    def _ask(
        self, actor: Actor, title: str, form: Sequence[FieldDraft], asked: Sequence[Player], *, done: bool
    ) -> None:
        places = [player.owner for player in asked if isinstance(player.owner, Organization)]
        above = Organization.objects.get(path=places[0].path[: -Organization.steplen])
        call = datacall_create(
            actor=actor,
            organization=above,
            title=title,
            due_on=action_day() + timedelta(days=7),
            fields=form,
            places=places,
            note="以实际情况为准，只报数量，不报个人信息。",
            files=self.papers if actor == self.cast.office else (),
        )
        call = datacall_issue(actor=actor, call=call)
        for player in asked:
            # Where it is done nobody is missing in the end, but some come late; where it is open the last is missing.
            if done or (player is not asked[-1] and self.story.chance(0.75)):
                most = 9 if done else 6
                self.story.plan(self.story.later(now(), 1, most), partial(self._answer, player, call, actor))
        if done:
            self.story.plan(self.story.later(now(), 6, 7), partial(self._urge, actor, call))
            self.story.plan(self.story.later(now(), 20, 24), partial(self._close, actor, call))
        elif actor != self.cast.office:
            moment = self.story.at_work((now() + timedelta(days=7)).date())
            self.story.plan(moment, partial(self._extend, actor, call))

    def _answer(self, player: Player, call: DataCall, asker: Actor) -> None:
        rows = DataAnswer.objects.select_related("organization", "call__organization")
        answer = rows.get(call=call, organization_id=player.owner.pk)
        values = {field.pk: text for field in call.fields.all() if (text := self._value(field))}
        dataanswer_submit(actor=player.actor, answer=answer, values=values)
        self.story.plan(self.story.later(now(), 1, 2), partial(self._look, player, call, asker))

    def _look(self, player: Player, call: DataCall, asker: Actor) -> None:
        """Most are approved; a few are returned once and handed in again."""
        rows = DataAnswer.objects.select_related("organization", "call__organization")
        answer = rows.get(call=call, organization_id=player.owner.pk)
        if answer.call.status != DataCall.Status.ISSUED or answer.status != DataAnswer.Status.SUBMITTED:
            return
        if self.story.chance(0.12):
            dataanswer_return(actor=asker, answer=answer, reason="数字与上季度相差较大，请核对后重报。")
            self.story.plan(self.story.later(now(), 1, 2), partial(self._answer, player, call, asker))
            return
        dataanswer_approve(actor=asker, answer=answer)

    def _urge(self, asker: Actor, call: DataCall) -> None:
        if call.answers.exclude(status__in=("submitted", "approved")).exists():
            datacall_urge(actor=asker, call=call)

    def _close(self, asker: Actor, call: DataCall) -> None:
        if not call.answers.filter(status="submitted").exists():
            call = datacall_close(actor=asker, call=call)
            if call.answers.filter(status="approved").exists():
                datacall_publish(actor=asker, call=call)

    def _extend(self, asker: Actor, call: DataCall) -> None:
        day = action_day() + timedelta(days=5)
        datacall_extend(actor=asker, call=call, due_on=day, reason="部分支部的活动安排在本周，延长几天。")

    def _value(self, field: DataField) -> str:
        rng = self.story.rng
        if field.kind == "whole":
            return str(rng.randint(8, 40))
        if field.kind == "decimal":
            return str(Decimal(rng.randint(780, 990)) / 10)
        if field.kind == "several":
            return "\n".join(rng.sample(field.offered, 2))
        if field.kind == "one":
            return rng.choice(field.offered)
        if field.kind == "yes_no":
            return rng.choice(("是", "是", "否"))
        if field.kind == "day":
            return (action_day() - timedelta(days=rng.randint(3, 40))).isoformat()
        return "部分支部参加人员不固定。" if field.kind == "long" and self.story.chance(0.3) else ""

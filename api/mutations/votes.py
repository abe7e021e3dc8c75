"""议题 and 表决."""

from typing import Any

import graphene

from api.mutations.base import VERSION, Values, drop_null, find, given, mutation, verb
from api.mutations.evidence import attached, attached_input
from api.types.choices import VoteChoice, VoteMajority
from core.permissions import Actor
from linkage.conferences.actions import topics, votes
from linkage.conferences.models import Body, Meeting, Seat, Topic


def _submit(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    attached(values, "papers")
    body = find(actor, Body, values.pop("body"), "Body", "body")
    if "seat" in values:
        values["seat"] = find(actor, Seat, values["seat"], "Seat", "seat")
    if "meeting" in values:
        values["meeting"] = find(actor, Meeting, values["meeting"], "Meeting", "meeting")
    return topics.topic_submit(actor=actor, body=body, **values)


def _topic(actor: Actor, values: Values) -> Topic:
    topic: Topic = find(actor, Topic, values.pop("id"), "Topic")
    return topic


def _paper(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    attached(values, "papers")
    return topics.paper_add(actor=actor, topic=_topic(actor, values), **values)


def _accept(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    topic = _topic(actor, values)
    meeting = find(actor, Meeting, values.pop("meeting"), "Meeting", "meeting")
    return topics.topic_accept(actor=actor, topic=topic, meeting=meeting, **values)


def _arrange(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    topic = _topic(actor, values)
    kept = {name: getattr(topic, name) for name in ("position", "majority", "secret", "version")}
    return topics.topic_arrange(actor=actor, topic=topic, **{**kept, **values})


def _note(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    return topics.topic_note(actor=actor, topic=_topic(actor, values), **values)


def _cast(actor: Actor, values: Values) -> Topic:
    values = drop_null(values)
    topic = _topic(actor, values)
    if "seat" in values:
        values["seat"] = find(actor, Seat, values["seat"], "Seat", "seat")
    return votes.vote_cast(actor=actor, topic=topic, **values)


_TOPIC = {"id": given(graphene.ID, "议题的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "topic", "Topic", description)


MUTATIONS = {
    "topicSubmit": mutation(
        "topicSubmit",
        "提交议题：由成员提交，或由会议组织方提交。",
        "Topic",
        {
            "body": given(graphene.ID, "议事机构的编号。"),
            "title": given(graphene.String, "议题，最多 120 字。"),
            "content": given(graphene.String, "内容和建议，最多 5000 字。"),
            "seat": given(graphene.ID, "以哪个席位提交；只有同时代表多个席位时才需要。", required=False),
            "meeting": given(graphene.ID, "希望列入的会议；不写时由会议组织方安排。", required=False),
            "papers": attached_input("议题材料，最多 20 份。"),
        },
        _submit,
    ),
    "paperAdd": mutation(
        "paperAdd",
        "补充议题材料。",
        "Topic",
        {**_TOPIC, "papers": attached_input("议题材料，合计最多 20 份。", required=True), "version": VERSION},
        _paper,
    ),
    "topicWithdraw": _verb("topicWithdraw", topics.topic_withdraw, "撤回还没有列入议程的议题。"),
    "topicAccept": mutation(
        "topicAccept",
        "把议题列入一次会议的议程，并定下表决方式。",
        "Topic",
        {
            **_TOPIC,
            "meeting": given(graphene.ID, "会议的编号。"),
            "majority": given(VoteMajority, "通过规则；不写为过半数。", required=False),
            "secret": given(graphene.Boolean, "是否无记名表决；不写为记名。", required=False),
            "position": given(graphene.Int, "议程序号；不写时排在最后。", required=False),
            "version": VERSION,
        },
        _accept,
    ),
    "topicArrange": mutation(
        "topicArrange",
        "调整议程序号和表决方式；没有给出的内容不变。",
        "Topic",
        {
            **_TOPIC,
            "position": given(graphene.Int, "议程序号。", required=False),
            "majority": given(VoteMajority, "通过规则。", required=False),
            "secret": given(graphene.Boolean, "是否无记名表决。", required=False),
            "version": VERSION,
        },
        _arrange,
    ),
    "topicDecline": _verb("topicDecline", topics.topic_decline, "不把议题列入议程，并说明原因。"),
    "topicDefer": _verb("topicDefer", topics.topic_defer, "把议题移出议程，留待以后的会议。"),
    "topicNote": mutation(
        "topicNote",
        "不表决的议题讨论完毕，记下结论。",
        "Topic",
        {**_TOPIC, "conclusion": given(graphene.String, "结论，最多 500 字。"), "version": VERSION},
        _note,
    ),
    "voteOpen": _verb("voteOpen", votes.vote_open, "开始表决；到会有表决权的成员可以投票。"),
    "voteCast": mutation(
        "voteCast",
        "投票。记名表决结束前可以更改，会议组织方可代为登记会场举手；无记名表决只能由成员本人投一次，投后任何人都查不到意见。"
        "第三方应用不能投票。",
        "Topic",
        {
            **_TOPIC,
            "choice": given(VoteChoice, "意见。"),
            "seat": given(graphene.ID, "以哪个席位投票；不写为您自己的席位。", required=False),
        },
        _cast,
        kept=False,
        unkept_because="表决不能留下请求记录",
    ),
    "voteClose": _verb("voteClose", votes.vote_close, "结束表决并计票。"),
    "voteCancel": _verb("voteCancel", votes.vote_cancel, "作废正在进行的表决，可以重新表决。"),
}

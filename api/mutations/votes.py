"""议题 and 表决."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import VERSION, given, id_of
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


_on_topic = partial(on_record, subject="topic", result="Topic")
_TOPIC = {"id": id_of("Topic", "议题的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "topic", "Topic", description)


MUTATIONS = {
    "topicSubmit": mutation(
        "topicSubmit",
        "提交议题：由成员提交，或由会议组织方提交。",
        "Topic",
        {
            "body": id_of("Body", "议事机构的编号。"),
            "title": given(graphene.String, "议题，最多 120 字。"),
            "content": given(graphene.String, "内容和建议，最多 5000 字。"),
            "seat": id_of("Seat", "以哪个席位提交；只有同时代表多个席位时才需要。", required=False),
            "meeting": id_of("Meeting", "希望列入的会议；不写时由会议组织方安排。", required=False),
            "papers": attached_input("议题材料，最多 20 份。"),
        },
        _submit,
    ),
    "paperAdd": mutation(
        "paperAdd",
        "补充议题材料。",
        "Topic",
        {**_TOPIC, "papers": attached_input("议题材料，合计最多 20 份。", required=True), "version": VERSION},
        _on_topic(topics.paper_add),
    ),
    "topicWithdraw": _verb("topicWithdraw", topics.topic_withdraw, "撤回还没有列入议程的议题。"),
    "topicAccept": mutation(
        "topicAccept",
        "把议题列入一次会议的议程，并定下表决方式。",
        "Topic",
        {
            **_TOPIC,
            "meeting": id_of("Meeting", "会议的编号。"),
            "majority": given(VoteMajority, "通过规则；不写为过半数。", required=False),
            "secret": given(graphene.Boolean, "是否无记名表决；不写为记名。", required=False),
            "position": given(graphene.Int, "议程序号；不写时排在最后。", required=False),
            "version": VERSION,
        },
        _on_topic(topics.topic_accept, found={"meeting": Meeting}),
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
        on_record(topics.topic_arrange, "topic", "Topic", kept=("position", "majority", "secret", "version")),
    ),
    "topicDecline": _verb("topicDecline", topics.topic_decline, "不把议题列入议程，并说明原因。"),
    "topicDefer": _verb("topicDefer", topics.topic_defer, "把议题移出议程，留待以后的会议。"),
    "topicNote": mutation(
        "topicNote",
        "不表决的议题讨论完毕，记下结论。",
        "Topic",
        {**_TOPIC, "conclusion": given(graphene.String, "结论，最多 500 字。"), "version": VERSION},
        _on_topic(topics.topic_note),
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
            "seat": id_of("Seat", "以哪个席位投票；不写为您自己的席位。", required=False),
        },
        _on_topic(votes.vote_cast, found={"seat": Seat}),
        kept=False,
        unkept_because="表决不能留下请求记录",
    ),
    "voteClose": _verb("voteClose", votes.vote_close, "结束表决并计票。"),
    "voteCancel": _verb("voteCancel", votes.vote_cancel, "作废正在进行的表决，可以重新表决。"),
}

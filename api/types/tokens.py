"""Personal tokens. Their text is kept as a hash and is no field of anything."""

import graphene
from django.db.models import Q

from api.filters import among, search
from api.personal.models import PersonalToken
from api.rows.fields import One, column
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.types.choices import PersonalTokenStatus
from core.events import now


def _usable(value: bool) -> Q:
    rule = Q(status=PersonalToken.Status.ACTIVE, expires_at__gt=now())
    return rule if value else ~rule


class PersonalTokenType(Record):
    class Meta:
        model = PersonalToken
        description = (
            "个人令牌：与生成它的人权限相同，用于试用接口。本人可见自己的，安全管理员可见全部；令牌本身不能再看到。"
        )
        ordering = Ordering(
            "PersonalTokenOrder", {"NEWEST": ("最新的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
        )
        filters = {
            "status": among(PersonalTokenStatus, "status", "状态"),
            "usable": Filter(graphene.Boolean, "只看没有作废、没有到期的（或相反）。", _usable),
            "search": search("name", "user__name"),
        }

    name = column(PersonalToken, "name")
    hint = column(PersonalToken, "hint", description="令牌的末四位，用来辨认。")
    user = One("User", "user", "持有人；不在您查看范围内时为空。", null=True)
    can_write = column(PersonalToken, "can_write", description="可以办理为 true，只能查看为 false。")
    status = column(PersonalToken, "status", enum=PersonalTokenStatus)
    version = column(PersonalToken, "version")
    created_at = column(PersonalToken, "created_at")
    expires_at = column(PersonalToken, "expires_at", description="到这一刻失效。")
    last_used_at = column(
        PersonalToken, "last_used_at", description="最近一次使用的时间，至多晚一分钟；为空表示从未使用。"
    )
    last_used_from = column(PersonalToken, "last_used_from", description="最近一次使用的来源地址。")

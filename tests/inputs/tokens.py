"""Personal tokens."""

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from stories import token_in


@good("personalTokenCreate")
def _personal_token_create(cast: Cast) -> Good:
    return "street_a", {"name": "大屏试用", "days": 3, "canWrite": True}


@good("personalTokenRevoke")
def _personal_token_revoke(cast: Cast) -> Good:
    return "security", {"id": gid(token_in(cast)), "reason": "不再使用", "version": 1}

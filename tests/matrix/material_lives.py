"""How shared materials come into a state, and how each verb is done to them."""

from typing import Any

from cast import Cast
from matrix.lives import Life
from sharing import material_in
from stories import in_days

from core.permissions import SYSTEM
from resources.materials.actions import materials
from resources.materials.models import Material


def made(cast: Cast, status: str, verb: str) -> Any:
    row = material_in(cast, status)
    if verb == "expire":
        Material.objects.filter(pk=row.pk).update(ends_on=in_days(-2))
    return row


LIVES = (
    Life(
        Material,
        made,
        {
            "submit": lambda row: materials.material_submit(actor=SYSTEM, material=row),
            "publish": lambda row: materials.material_publish(actor=SYSTEM, material=row),
            "return": lambda row: materials.material_return(actor=SYSTEM, material=row, reason="不全"),
            "extend": lambda row: materials.material_extend(actor=SYSTEM, material=row, ends_on=in_days(200)),
            "withdraw": lambda row: materials.material_withdraw(actor=SYSTEM, material=row, reason="不用了"),
            "expire": lambda row: materials.material_expire(actor=SYSTEM, material=row),
        },
    ),
)

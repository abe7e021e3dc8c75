"""Places in the sheets of imports: the column, what it offers to choose from, and how what was written is found."""

from collections.abc import Iterable
from typing import Any

from core.errors import InvalidInput
from tenants.org.models import Organization
from tenants.org.tree import street_path
from web.importtemplate import Field


def place_field(label: str, *, example: str = "江宁路街道/新安居委会", kinds: str = "") -> Field:
    """The column ``organization``, which every line fills; ``kinds`` says which places are meant, if not all."""
    return Field("organization", label, required=True, example=example, help=f"{kinds}从下拉框选择，或写 12 位代码。")


class Places:
    """Finds a place by its code, by its name, or by 街道 and 社区 together."""

    def __init__(self, places: Any) -> None:
        self.found: dict[str, list[Organization]] = {}
        rows = list(places)
        names = {row.path: row.name for row in Organization.objects.all()}
        for row in rows:
            keys = {row.code, row.name}
            # By the place right above, and by the street where a 片区 lies between.
            for path in (row.path[: -Organization.steplen], street_path(row.path)):
                above = names.get(path, "")
                keys |= {f"{above}{row.name}", f"{above}/{row.name}", f"{above} {row.name}"}
            for key in keys:
                self.found.setdefault(key, []).append(row)

    def get(self, text: str, field: str, label: str) -> Organization:
        rows = {row.pk: row for row in self.found.get(text, [])}
        if len(rows) > 1:
            raise InvalidInput(f"“{text}”有 {len(rows)} 个同名的，请写成“街道/社区”或填 12 位代码。", field=field)
        if not rows:
            raise InvalidInput(f"{label}“{text}”不存在，或不在您的管理范围内。", field=field)
        return next(iter(rows.values()))


def names_of(places: Iterable[Organization]) -> list[str]:
    """Names as ``Places`` understands them: of a community with its street, so that no two are alike."""
    streets = {row.path: row.name for row in Organization.objects.filter(depth=2)}
    above = [(streets.get(street_path(row.path)), row.name) for row in places]
    return [f"{street}/{name}" if street else name for street, name in above]

"""Choosing the units that a bulletin is sent to: groups of them, and single ones by name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from linkage.bulletins.actions.issuing import MOST_ADDRESSEES
from linkage.clusters.models import Cluster
from tenants.org.models import ResidentUnit

# So many names can be wrong at once and be told.
TOLD = 5
LONGEST = MOST_ADDRESSEES * 150


class ClustersField(forms.ModelMultipleChoiceField):
    """Clusters out of those offered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Cluster.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": "有的新兴领域不存在或您无权选择，请重新选择。",
                "invalid_pk_value": "有的新兴领域不存在或您无权选择，请重新选择。",
                "list": "有的新兴领域不存在或您无权选择，请重新选择。",
            },
            **kwargs,
        )


class NamedUnitsField(forms.CharField):
    """Single units, one name a line; gives the rows. The same name twice is told apart by its community."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(required=False, widget=widget, max_length=LONGEST, **kwargs)
        self.rows: QuerySet[ResidentUnit] = ResidentUnit.objects.none()

    def clean(self, value: Any) -> list[ResidentUnit]:
        lines = list(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))
        found = self._find(lines)
        wrong = [line for line in lines if len(found.get(line, ())) != 1]
        if wrong:
            raise forms.ValidationError([self._why(line, found.get(line, [])) for line in wrong[:TOLD]])
        return list({unit.pk: unit for line in lines for unit in found[line]}.values())

    def _find(self, lines: list[str]) -> dict[str, list[ResidentUnit]]:
        """The units of each line, in one statement: by name, by 社区/单位, or by the credit code."""
        if not lines:
            return {}
        names = {line.rpartition("/")[2] for line in lines} | set(lines)
        found: dict[str, list[ResidentUnit]] = {}
        for unit in self.rows.filter(Q(name__in=names) | Q(credit_code__in=lines)).select_related("organization"):
            for key in {unit.name, f"{unit.organization.name}/{unit.name}", unit.credit_code or unit.name}:
                found.setdefault(key, []).append(unit)
        return found

    def _why(self, line: str, units: list[ResidentUnit]) -> str:
        if not units:
            return f"“{line[:60]}”不是辖内在册的驻区单位，请核对名称。"
        places = "、".join(f"{unit.organization.name}/{unit.name}" for unit in units[:TOLD])
        return f"“{line[:60]}”有 {len(units)} 家同名的，请写成“社区/单位”，例如 {places}。"


def as_lines(units: Iterable[ResidentUnit]) -> str:
    """Units as the field reads them again; by community where two are called alike."""
    rows = list(units)
    names = [unit.name for unit in rows]
    return "\n".join(
        f"{unit.organization.name}/{unit.name}" if names.count(unit.name) > 1 else unit.name for unit in rows
    )

"""Choosing who: an organization or a unit, in one box."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import any_of, under
from tenants.org.models import Department, Organization, Owner, ResidentUnit


def owner_key(owner: Owner | Department) -> str:
    if isinstance(owner, Department):
        return f"department-{owner.pk}"
    return f"unit-{owner.pk}" if isinstance(owner, ResidentUnit) else f"place-{owner.pk}"


class OwnerField(forms.ChoiceField):
    """An organization, a unit or (where they are offered) a department; gives the row."""

    default_error_messages = {"invalid_choice": "这一项不存在或您无权选择，请重新选择。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["data-pick"] = ""
        self.rows: dict[str, Owner | Department] = {}

    def offer(
        self,
        places: Iterable[Organization],
        units: Iterable[ResidentUnit],
        *,
        departments: Iterable[Department] = (),
        blank: bool = False,
    ) -> None:
        """Set the choices; the only one there is stands chosen, unless the row may stay ``blank``."""
        own_units: list[Owner] = list(units)
        own_places: list[Owner] = list(places)
        all_departments = list(departments)
        self.rows = {owner_key(row): row for row in (*own_places, *own_units, *all_departments)}
        groups = [
            (label, [(owner_key(row), str(row)) for row in rows])
            for label, rows in (("街道、社区", own_places), ("驻区单位", own_units), ("部门", all_departments))
            if rows
        ]
        choices: list[Any] = groups if len(groups) > 1 else [pair for _, pairs in groups for pair in pairs]
        if len(self.rows) == 1 and self.required and not blank:
            self.initial = next(iter(self.rows))
        else:
            choices = [("", "请选择"), *choices]
        self.choices = choices

    def clean(self, value: Any) -> Owner | Department | None:
        key = super().clean(value)
        return self.rows.get(key) if key else None


def owners_for(actor: Actor, permission: Perm) -> tuple[Iterable[Organization], Iterable[ResidentUnit]]:
    """Places and units on whose behalf the actor holds the permission."""
    places = Organization.objects.in_use().filter(under(actor.paths(permission), "path"))
    units = ResidentUnit.objects.filter(pk__in=actor.unit_ids(permission), status=ResidentUnit.Status.ACTIVE)
    return places, units.select_related("organization")


def departments_for(actor: Actor, permission: Perm) -> QuerySet[Department]:
    """Departments in use on whose behalf the actor holds the permission."""
    own = Q(pk__in=actor.department_ids(permission))
    found: QuerySet[Department] = Department.objects.in_use().filter(any_of(under(actor.paths(permission)), own))
    return found.select_related("organization").order_by("kind", "pinyin", "pk")


class DepartmentsField(forms.ModelMultipleChoiceField):
    """Departments out of those offered, as boxes to tick."""

    default_error_messages = {"invalid_choice": "有的部门不存在、已撤销或您无权选择，请重新选择。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Department.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)


def departments_under(paths: Iterable[str]) -> QuerySet[Department]:
    """Departments and outposts in use in one of the subtrees: of a street its outposts, of the district all."""
    found: QuerySet[Department] = Department.objects.in_use()
    return found.filter(under(paths)).select_related("organization").order_by("kind", "pinyin", "pk")


def offer_departments(form: forms.Form, rows: QuerySet[Department], name: str = "departments") -> None:
    """Let a form choose among the departments; without any the field goes away."""
    if rows.exists():
        field: Any = form.fields[name]
        field.queryset = rows
    else:
        del form.fields[name]

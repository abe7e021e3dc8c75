"""Changing the rules of a district, whichever concern they belong to."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from core.changes import changes, snapshot
from core.errors import InvalidInput, StaleVersion
from core.events import action, record
from core.permissions import ROOT, Actor, Perm, require
from core.rulebook import RuleBook

B = TypeVar("B", bound=RuleBook)


@action
def rulebook_edit(*, actor: Actor, book: type[B], values: Mapping[str, Any], version: int | None = None) -> B:
    """Change the rules that ``values`` names, by field name; the others stay. What was frozen before keeps its rules.

    Raises ``InvalidInput`` with the field for a name that is no rule, for a value that its field refuses, and for
    rules that do not go together; ``StaleVersion`` if the rules have been changed since ``version``.
    """
    require(actor, Perm.SETTINGS_EDIT, at=ROOT)
    book.objects.get_or_create(pk=1)
    rules: B = book.objects.select_for_update().get(pk=1)
    if version is not None and rules.version != version:
        raise StaleVersion("设置刚被其他人修改过，请刷新后核对再提交。", field="version")
    before = snapshot(rules)
    fields = {field.name: field for field in book.rules()}
    changed = {}
    for name, value in values.items():
        if name not in fields:
            raise InvalidInput(f"“{rules}”里没有“{name}”这一项。", field=name)
        cleaned = _clean(fields[name], value, rules)
        if cleaned != getattr(rules, name):
            changed[name] = [str(getattr(rules, name)), str(cleaned)]
            setattr(rules, name, cleaned)
    rules.check_rules()
    rules.version += 1
    rules.save()
    record("settings.edit", actor=actor, subject=rules, data={**changes(rules, before), "changed": changed})
    return rules


def _clean(field: Any, value: Any, rules: RuleBook) -> Any:
    try:
        return field.clean(value, rules)
    except ValidationError as error:
        raise InvalidInput(f"{field.verbose_name}：{'；'.join(error.messages)}", field=field.name) from error

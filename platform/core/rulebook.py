"""Settings of a district, one rule book for each concern.

A rule book is a model with one row per district. Whoever needs a rule asks ``Book.current()``; until somebody changes
something that is an unsaved row with the defaults. Declaring a subclass is enough: the page of settings, the GraphQL
query and mutation, and the event of a change are made from its fields.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from core.permissions import ROOT, Place
from core.requests import rules_read

MOST_ENTRIES = 200
_BETWEEN = re.compile(r"[\s,，、;；]+")


class ShareField(models.DecimalField):  # type: ignore[type-arg]
    """A ratio from 0 to 1 with at most three decimals; people see and type per cent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_digits=4, decimal_places=3)
        kwargs["validators"] = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]
        super().__init__(*args, **kwargs)


class DaysField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A number of days, 1 to 365."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = [MinValueValidator(1), MaxValueValidator(365)]
        super().__init__(*args, **kwargs)


class ListField(models.JSONField):
    """A short list, kept in order without doubles; also taken as a text with commas or 、 between the entries."""

    example = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> list[Any]:
        entries = _BETWEEN.split(value.strip()) if isinstance(value, str) else value
        if not isinstance(entries, list | tuple):
            raise ValidationError(f"请逐个填写，用顿号或逗号隔开，例如 {self.example}。")
        if len(entries) > MOST_ENTRIES:
            raise ValidationError(f"最多填写 {MOST_ENTRIES} 个。")
        return self.sorted({self.entry(entry) for entry in entries if entry != ""})

    def entry(self, value: Any) -> Any:
        """One entry as it is kept, or ``ValidationError``."""
        raise ValidationError(f"“{value}”不能识别，例如 {self.example}。")

    def sorted(self, entries: Iterable[Any]) -> list[Any]:
        return sorted(entries)

    def value_to_text(self, value: Iterable[Any]) -> str:
        """The list as people type it."""
        return "、".join(str(entry) for entry in value)


class DayListField(ListField):
    """Numbers of days before something, the largest first: ``[30, 7, 1]``."""

    example = "30、7、1"

    def entry(self, value: Any) -> int:
        try:
            days = int(str(value))
        except ValueError:
            days = -1
        if not 0 <= days <= 365:
            raise ValidationError(f"“{value}”不是 0 到 365 之间的天数，例如 {self.example}。")
        return days

    def sorted(self, entries: Iterable[int]) -> list[int]:
        return sorted(entries, reverse=True)


class DateListField(ListField):
    """Single days, the earliest first, as ISO text: ``["2027-02-06"]``."""

    example = "2027-02-06、2027-02-07"

    def entry(self, value: Any) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError as error:
            raise ValidationError(f"“{value}”不是日期，请写作 {self.example}。") from error


class WordListField(ListField):
    """Short words in the order in which they were typed: ``["环境卫生", "物业管理"]``."""

    example = "环境卫生、物业管理"
    LONGEST = 20

    def entry(self, value: Any) -> str:
        word = str(value).strip()
        if not word or len(word) > self.LONGEST or not word.isprintable():
            raise ValidationError(f"“{word[:40]}”应为 1—{self.LONGEST} 个字，例如 {self.example}。")
        return word

    def clean(self, value: Any, model_instance: models.Model | None) -> list[Any]:
        kept = super().clean(value, model_instance)
        entries = _BETWEEN.split(value.strip()) if isinstance(value, str) else value
        ordered = list(dict.fromkeys(str(entry).strip() for entry in entries))
        return sorted(kept, key=ordered.index)


# Beside the values of a row: whether it is not in the database, so that saving it would insert it.
_IS_NEW = " is new"


def _own(value: Any) -> Any:
    """A value that whoever gets it may change."""
    return list(value) if isinstance(value, list) else value


class RuleBook(models.Model):
    """What differs from one 区 to the next in one concern. One row in every district's schema.

    ``verbose_name`` is the title of its page, ``lead`` the sentence above the form. Subclasses inherit ``Meta`` for
    the rule that there is one row.
    """

    lead: ClassVar[str] = ""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = models.Manager["RuleBook"]()

    class Meta:
        abstract = True
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="%(app_label)s_%(class)s_single"),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also whoever asks later in the same request gets what is written here."""
        super().save(*args, **kwargs)
        self._forget()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self._forget()
        return deleted

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def current(cls) -> Self:
        """This district's rules; the defaults until somebody changes them. A row of one's own each time.

        Within a request the database is asked once for each district and book. A book that is changed in it is asked
        for anew from then on: whatever becomes of the change, the database says how it stands.
        """
        kept, key = rules_read.get(), (connection.schema_name, cls)  # type: ignore[attr-defined]
        if kept is not None and (values := kept.get(key)):
            names = [field.attname for field in cls._meta.concrete_fields]
            again: Self = cls.from_db("default", names, [_own(values[name]) for name in names])
            again._state.adding = values[_IS_NEW]
            return again
        found: Self = cls.objects.filter(pk=1).first() or cls(pk=1)
        if kept is not None and key not in kept:
            values = {field.attname: _own(getattr(found, field.attname)) for field in cls._meta.concrete_fields}
            kept[key] = {**values, _IS_NEW: found._state.adding}
        return found

    @classmethod
    def rules(cls) -> "list[models.Field[Any, Any]]":
        """The fields that people set, in the order of the page."""
        return [field for field in cls._meta.concrete_fields if field.editable and not field.primary_key]

    def check_rules(self) -> None:
        """Raise ``InvalidInput`` where rules that are good by themselves do not go together."""

    def _forget(self) -> None:
        kept = rules_read.get()
        if kept is not None:
            kept[connection.schema_name, type(self)] = None  # type: ignore[attr-defined]


def rule_in_sql(book: type[RuleBook], name: str) -> Any:
    """A number, a word or a yes or no among the rules inside a statement: what was set, else the usual one."""
    field: Any = book._meta.get_field(name)
    kept = Subquery(book.objects.filter(pk=1).values(name)[:1])
    kinds = (models.BooleanField, models.CharField, models.IntegerField)
    kind = next(each for each in kinds if isinstance(field, each))
    return Coalesce(kept, Value(field.default), output_field=kind())


def all_rule_books() -> list[type[RuleBook]]:
    """Every rule book of the installed apps, in their order."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, RuleBook)]

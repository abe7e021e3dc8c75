"""The form of a data call: questions that its issuer designs, and answers that must fit them.

A question is kept as JSON ``{"key", "label", "kind", "required", "help", "unit", "places", "minimum", "maximum",
"choices"}``, an answer under the question's key: text for text, dates (ISO) and decimals, a whole number, true or
false, a list for several choices. What is not answered has no key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from core.errors import InvalidInput
from core.values import clean_text

MOST_QUESTIONS = 50
MOST_CHOICES = 50
LARGEST = Decimal(10**12)
MOST_PLACES = 4


class Kind(models.TextChoices):
    """What can be asked for."""

    TEXT = "text", "单行文本"
    LONG = "long", "多行文本"
    WHOLE = "whole", "整数"
    DECIMAL = "decimal", "小数"
    DAY = "day", "日期"
    CHOICE = "choice", "单选"
    CHOICES = "choices", "多选"
    YES_NO = "yes_no", "是否"


NUMBERS = (Kind.WHOLE, Kind.DECIMAL)
CHOSEN = (Kind.CHOICE, Kind.CHOICES)
_LONGEST = {Kind.TEXT: 200, Kind.LONG: 2000}
_YES, _NO = ("true", "是", "1"), ("false", "否", "0")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``places`` are the decimal places of a decimal, ``minimum`` and ``maximum`` bound a number."""

    key: str
    label: str
    kind: str
    required: bool = True
    help: str = ""
    unit: str = ""
    places: int = 2
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def heading(self) -> str:
        """The label with its unit, as tables head it."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def written(self, value: Any) -> str:
        """An answer in words; empty for none."""
        if value is None:
            return ""
        if self.kind == Kind.CHOICES:
            return "、".join(value)
        if self.kind == Kind.YES_NO:
            return "是" if value else "否"
        return str(value)


def questions_of(kept: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions as they were kept."""
    found = []
    for each in kept:
        bounds = {name: None if each[name] is None else Decimal(each[name]) for name in ("minimum", "maximum")}
        found.append(Question(**{**each, **bounds, "choices": tuple(each["choices"])}))
    return found


def clean_questions(designs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Designs as they are kept, in their order; ``InvalidInput`` names the question that is wrong by its place.

    A design needs ``label`` and ``kind``; its ``key`` is given to it where it has none, and stays with it after.
    """
    if not designs:
        raise InvalidInput("请至少设计一个填报项。", field="questions")
    if len(designs) > MOST_QUESTIONS:
        raise InvalidInput(f"填报项最多 {MOST_QUESTIONS} 个，请精简。", field="questions")
    taken = {str(each.get("key") or "") for each in designs} - {""}
    cleaned: list[Question] = []
    for at, design in enumerate(designs, start=1):
        cleaned.append(_question(design, f"第 {at} 项", taken))
    labels = [question.label for question in cleaned]
    if twice := next((label for label in labels if labels.count(label) > 1), None):
        raise InvalidInput(f"有两个填报项都叫“{twice}”，请改名。", field="questions")
    keys = [question.key for question in cleaned]
    if len(set(keys)) < len(keys):
        raise InvalidInput("填报项的标识重复，请删去重复的一项再试。", field="questions")
    return [_kept(question) for question in cleaned]


def clean_values(questions: Sequence[Question], values: Mapping[str, Any], *, whole: bool) -> dict[str, Any]:
    """Answers as they are kept. ``whole`` demands all that is required; otherwise gaps may stay.

    ``InvalidInput`` carries the key of the question as its field.
    """
    known = {question.key for question in questions}
    if unknown := sorted(set(values) - known):
        raise InvalidInput(f"没有“{unknown[0][:40]}”这个填报项，请刷新后再填。", field="values")
    found: dict[str, Any] = {}
    for question in questions:
        given = values.get(question.key)
        if given is None or given == "" or given == []:
            if whole and question.required:
                raise InvalidInput(f"请填写“{question.label}”。", field=question.key)
            continue
        found[question.key] = _value(question, given)
    return found


def _question(design: Mapping[str, Any], where: str, taken: set[str]) -> Question:
    def wrong(words: str) -> InvalidInput:
        return InvalidInput(f"{where}：{words}", field="questions")

    def text(name: str, title: str, most: int, *, required: bool = False) -> str:
        try:
            return clean_text(str(design.get(name) or ""), "questions", title, most, required=required)
        except InvalidInput as error:
            raise wrong(error.message) from error

    label, kind = text("label", "名称", 60, required=True), str(design.get("kind") or "")
    if kind not in Kind.values:
        raise wrong("请选择类型。")
    key = str(design.get("key") or "")
    if key and not (key.isascii() and key.isidentifier() and len(key) <= 20):
        raise wrong("标识应为不超过 20 个的英文字母和数字，不填由系统给出。")
    if not key:
        key = next(made for number in range(1, 10**4) if (made := f"q{number}") not in taken)
        taken.add(key)
    choices = tuple(word for each in design.get("choices") or () if (word := str(each).strip()))
    if kind in CHOSEN and len(set(choices)) < 2:
        raise wrong("单选、多选至少要有两个不同的选项。")
    if len(choices) > MOST_CHOICES or len(set(choices)) < len(choices) or any(len(each) > 60 for each in choices):
        raise wrong(f"选项最多 {MOST_CHOICES} 个，每个不超过 60 字，不能重复。")
    places = design.get("places")
    places = 2 if places is None or places == "" else places
    if not (isinstance(places, int) and 0 <= places <= MOST_PLACES):
        raise wrong(f"小数位数应为 0—{MOST_PLACES}。")
    try:
        low, high = (_bound(design.get(name)) for name in ("minimum", "maximum"))
    except InvalidOperation as error:
        raise wrong("最小值、最大值应为数字，不要超过一万亿。") from error
    if kind not in NUMBERS:
        low = high = None
    if low is not None and high is not None and low > high:
        raise wrong("最小值不能大于最大值。")
    return Question(
        key=key,
        label=label,
        kind=kind,
        required=bool(design.get("required", True)),
        help=text("help", "说明", 200),
        unit=text("unit", "单位", 20) if kind in NUMBERS else "",
        places=places,
        minimum=low,
        maximum=high,
        choices=choices if kind in CHOSEN else (),
    )


def _bound(given: Any) -> Decimal | None:
    if given is None or given == "":
        return None
    number = Decimal(str(given))
    if not number.is_finite() or abs(number) > LARGEST:
        raise InvalidOperation
    return number


def _kept(question: Question) -> dict[str, Any]:
    bounds = {
        name: None if (value := getattr(question, name)) is None else str(value) for name in ("minimum", "maximum")
    }
    return {**asdict(question), **bounds, "choices": list(question.choices)}


def _value(question: Question, given: Any) -> Any:
    def wrong(words: str) -> InvalidInput:
        return InvalidInput(f"“{question.label}”{words}", field=question.key)

    if question.kind == Kind.CHOICES:
        chosen = list(given) if isinstance(given, list | tuple) else [str(given)]
        if any(each not in question.choices for each in chosen):
            raise wrong(f"应从选项中选择：{'、'.join(question.choices)}。")
        return [each for each in question.choices if each in chosen]
    if isinstance(given, list | tuple):
        if len(given) != 1:
            raise wrong("只能填一个值。")
        (given,) = given
    if question.kind in _LONGEST:
        return clean_text(str(given), question.key, question.label, _LONGEST[Kind(question.kind)])
    text = str(given).strip()
    if question.kind == Kind.YES_NO:
        if text.lower() not in (*_YES, *_NO):
            raise wrong("应填“是”或“否”。")
        return text.lower() in _YES
    if question.kind == Kind.CHOICE:
        if text not in question.choices:
            raise wrong(f"应从选项中选择：{'、'.join(question.choices)}。")
        return text
    if question.kind == Kind.DAY:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise wrong("应为日期，例如 2026-03-31。") from error
    return _number(question, text, wrong)


def _number(question: Question, text: str, wrong: Any) -> int | str:
    try:
        number = Decimal(text)
        if not number.is_finite() or abs(number) > LARGEST:
            raise InvalidOperation
    except InvalidOperation as error:
        raise wrong("应为数字，不要超过一万亿。") from error
    places = 0 if question.kind == Kind.WHOLE else question.places
    if number != number.quantize(Decimal(1).scaleb(-places)):
        raise wrong("应为整数。" if places == 0 else f"最多 {places} 位小数。")
    if question.minimum is not None and number < question.minimum:
        raise wrong(f"不能小于 {question.minimum}。")
    if question.maximum is not None and number > question.maximum:
        raise wrong(f"不能大于 {question.maximum}。")
    return int(number) if places == 0 and question.kind == Kind.WHOLE else f"{number:.{places}f}"

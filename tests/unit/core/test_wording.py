"""Every kind of event has a name of office Chinese, and what a line of a history must not say is found."""

import re
from typing import Any

import pytest
from cast import Cast
from wording import faults

from core.events import action, record
from core.models import Event
from core.permissions import SYSTEM
from core.verbs import all_labels


@pytest.mark.parametrize("verb", sorted(all_labels()))
def test_every_kind_of_event_has_a_name_in_chinese(verb: str) -> None:
    """No code word, no key and no English; not the same words as another kind of the same record."""
    label = all_labels()[verb]
    assert re.fullmatch(r"[\u4e00-\u9fff（）、，：“”；\d]+", label.replace("Excel", "").replace("Word", "")), label
    subject = verb.partition(".")[0]
    same = [other for other, words in all_labels().items() if words == label and other.partition(".")[0] == subject]
    assert same == [verb]


@action
def say(cast: Cast, data: dict[str, Any]) -> None:
    record("organization.rename", actor=SYSTEM, subject=cast.street_a, data=data)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"note": "改为 subdistrict"}, "subdistrict"),
        ({"note": "due_on"}, "due_on"),
        ({"note": "[1, 2]"}, "["),
        ({"note": "None"}, "None"),
        ({"reason": "rejected"}, "rejected"),
    ],
)
def test_a_code_word_is_found(cast: Cast, data: dict[str, Any], fault: str) -> None:
    say(cast, data)
    found = list(faults(Event.objects.order_by("-pk")[:1]))
    assert len(found) == 1
    assert fault in found[0]


def test_what_an_office_writes_is_no_fault(cast: Cast) -> None:
    note = "ZG-2026-0001 已下载 Word，地址 https://dangjian.example.gov.cn/hook，10 月 12 日"
    say(cast, {"note": note})
    assert list(faults(Event.objects.order_by("-pk")[:1])) == []
    assert list(faults(Event.objects.order_by("-pk")[:1], reason="合并")) != []

"""What is wrong with a document or its values is said in Chinese, whatever graphql-core says of it."""

import re
from typing import Any

import pytest
from django.http import HttpRequest

from api.execution import Call, run
from api.words import _SENTENCES, in_chinese
from core.permissions import SYSTEM

CREATE = "mutation ($input: NeedCreateInput!) { needCreate(input: $input) { errors { code } } }"
NEED = {"owner": "x", "title": "x", "category": "VENUE", "quantity": "1", "measure": "次", "dueOn": "2026-12-31"}
DOCUMENTS = [
    "{",
    "}",
    "{ needs(search: ",
    '{ needs(search: "x) { totalCount } }',
    "{ needs(first: 01) { totalCount } }",
    '{ needs(search: "\\q") { totalCount } }',
    '{ needs(search: "\\uD800") { totalCount } }',
    "{ needs % }",
    "{ " + "a " * 6_000 + "}",
    "{ a " * 900 + "}" * 900,
    "{ need { id } }",
    "{ nothing }",
    "{ needz { totalCount } }",
    "query ($a: Neeed) { needs { totalCount } }",
    "query ($a: Need) { needs { totalCount } }",
    "query ($a: Int) { needs { totalCount } }",
    "query ($a: Int, $a: Int) { needs(first: $a) { totalCount } }",
    "query ($a: String) { needs(first: $a) { totalCount } }",
    "{ needs(first: $a) { totalCount } }",
    "query Q { needs(first: $a) { totalCount } }",
    "query Q($a: Int) { me { kind } }",
    "{ needs(frist: 1) { totalCount } }",
    "{ needs(first: 1, first: 2) { totalCount } }",
    "{ me { kind @scip(if: true) } }",
    "{ me { kind @skip(iff: true) } }",
    "{ me { kind @skip } }",
    "{ me { kind @skip(if: true) @skip(if: true) } }",
    "query @skip(if: true) { me { kind } }",
    "{ me }",
    "{ me { kind { x } } }",
    "{ ...F }",
    "{ me { kind } } fragment F on Me { kind }",
    "{ ...F } fragment F on Int { kind }",
    "{ ... on Int { kind } }",
    "{ me { ...F } } fragment F on Need { id }",
    "{ me { ... on Need { id } } }",
    "{ ...F } fragment F on Query { ...F }",
    "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
    "{ ...F } fragment F on Query { me { kind } } fragment F on Query { me { kind } }",
    "{ a: me { kind } a: needs { totalCount } }",
    "{ needs { totalCount } needs(first: 1) { totalCount } }",
    "{ me { kind } } { me { kind } }",
    "query A { me { kind } } query A { me { kind } }",
    "subscription { me { kind } }",
    '{ needs(first: "x") { totalCount } }',
    "{ needs(first: 99999999999) { totalCount } }",
    "{ needs(search: 5) { totalCount } }",
    "{ needs(claimable: 5) { totalCount } }",
    "{ needs(status: OPENED) { totalCount } }",
    '{ needs(status: "OPEN") { totalCount } }',
    "{ needs(dueFrom: 5) { totalCount } }",
    '{ needs(dueFrom: "x") { totalCount } }',
    '{ claims(proposedSince: "x") { totalCount } }',
    "{ needs(unit: {a: 1}) { totalCount } }",
    "{ node { id } }",
    "{ node(id: null) { id } }",
    "mutation { needWithdraw(input: 5) { errors { code } } }",
    "mutation { needWithdraw(input: {}) { errors { code } } }",
    'mutation { needWithdraw(input: {id: "x", id: "x"}) { errors { code } } }',
    'mutation { needWithdraw(input: {id: "x", reason: "x", more: 1}) { errors { code } } }',
    "{ " + "nothing " * 30 + " }",
    "{ " + " ".join(f"nothing{n}" for n in range(30)) + " }",
]
VALUES: list[Any] = [
    {},
    {"input": None},
    {"input": 5},
    {"input": []},
    {"input": {}},
    {"input": {**NEED, "title": 5}},
    {"input": {**NEED, "title": None}},
    {"input": {**NEED, "category": "X"}},
    {"input": {**NEED, "category": 5}},
    {"input": {**NEED, "quantity": "x"}},
    {"input": {**NEED, "quantity": "NaN"}},
    {"input": {**NEED, "quantity": []}},
    {"input": {**NEED, "dueOn": "x"}},
    {"input": {**NEED, "dueOn": 5}},
    {"input": {**NEED, "owner": {}}},
    {"input": {**NEED, "more": 1}},
    {"input": {**NEED, "titel": "x"}},
]
# A word or two of English are names of the language or of the schema; a sentence is not.
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def said(text: str, variables: Any = None) -> list[str]:
    answer = run(Call(SYSTEM, HttpRequest()), text, variables or {}, None)
    assert answer.status in (200, 400)
    return [error["message"] for error in answer.body["errors"]]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_what_is_wrong_with_a_document(text: str) -> None:
    for message in said(text):
        assert not SENTENCE.search(QUOTED.sub("", message)), message
        assert re.search(r"[\u4e00-\u9fff]", message)


@pytest.mark.parametrize("values", VALUES)
def test_what_is_wrong_with_values(values: Any) -> None:
    for message in said(CREATE, values):
        assert not SENTENCE.search(QUOTED.sub("", message)), message


def test_a_message_that_nobody_knows_is_told_as_it_came() -> None:
    assert in_chinese("Something else.") == "Something else."


def test_suggestions_are_told() -> None:
    (message,) = said("{ needz { totalCount } }")
    assert "类型 'Query' 没有字段 'needz'。是不是 'need" in message
    (message,) = said("{ needs(status: OPENED) { totalCount } }")
    assert message.endswith("'ListingStatus' 没有值 'OPENED'。是不是 'OPEN'？")


def test_every_sentence_says_something_of_its_own() -> None:
    told = [each for _, each in _SENTENCES]
    assert all(re.search(r"[\u4e00-\u9fff]", each) for each in told)

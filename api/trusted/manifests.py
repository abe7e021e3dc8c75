"""Manifests: the files in which build tools write down all documents of a program."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import orjson

from core.errors import InvalidInput
from core.values import clean_text

FORMAT = "apollo-persisted-query-manifest"
PREFIX = "sha256:"
LONGEST_NAME = 120
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAMED = re.compile(r"\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of a manifest."""

    name: str
    text: str


def digest_of(text: str) -> str:
    """The SHA-256 by which a document is asked for; ``InvalidInput`` for text that is not whole."""
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise InvalidInput("文本中有残缺的编码，请删除后重试。", field="text") from error


def read_digest(given: str) -> str:
    """The digest in an identifier, with the prefix ``sha256:`` or without; empty for what is none."""
    digest = given.removeprefix(PREFIX).lower()
    return digest if _DIGEST.fullmatch(digest) else ""


def name_in(text: str) -> str:
    """What the first operation of a document is called; empty if it has no name."""
    found = _NAMED.search(text)
    return found[1][:LONGEST_NAME] if found else ""


def read_manifest(manifest: str) -> list[Listed]:
    """The documents of a manifest: Apollo's format, or an object from SHA-256 to text as Relay and codegen write it.

    Each must have the SHA-256 under which it stands; ``InvalidInput`` names the first that has not.
    """
    try:
        given = orjson.loads(manifest)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        raise _wrong("清单不是正确的 JSON（UTF-8）") from error
    if not isinstance(given, dict):
        raise _wrong("清单应为 JSON 对象")
    listed = _apollo(given) if "format" in given else _pairs(given)
    if not listed:
        raise _wrong("清单中没有文档")
    found: dict[str, Listed] = {}
    for key, name, text in listed:
        digest = digest_of(text)
        if read_digest(key) != digest:
            raise _wrong(
                f"“{(name or key)[:60]}”的编号不是其文本的 SHA-256（应为 {digest[:12]}…），"
                "请在生成工具中选用 SHA-256，并核对文本没有改动"
            )
        title = clean_text(name[:LONGEST_NAME], "manifest", "名称", LONGEST_NAME, required=False)
        found[digest] = Listed(title or name_in(text) or f"未命名 {digest[:8]}", text)
    return list(found.values())


def _apollo(given: dict[str, Any]) -> list[tuple[str, str, str]]:
    if given.get("format") != FORMAT or not isinstance(given.get("operations"), list):
        raise _wrong(f"清单的 format 应为 {FORMAT}，文档列在 operations 中")
    return [_listed(each) for each in given["operations"]]


def _listed(each: Any) -> tuple[str, str, str]:
    if not isinstance(each, dict):
        raise _wrong("operations 中的每一项应为 JSON 对象：{id, name, body}")
    key, name, text = each.get("id"), each.get("name", ""), each.get("body")
    if not (isinstance(key, str) and isinstance(name, str) and isinstance(text, str)):
        raise _wrong("operations 中的每一项应有文本形式的 id、name、body")
    return key, name, text


def _pairs(given: dict[str, Any]) -> list[tuple[str, str, str]]:
    for key, text in given.items():
        if not isinstance(text, str):
            raise _wrong(f"“{key[:60]}”对应的应为文档的文本")
    return [(key, "", text) for key, text in given.items()]


def _wrong(message: str) -> InvalidInput:
    return InvalidInput(f"{message}。", field="manifest")

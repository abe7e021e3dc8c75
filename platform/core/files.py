"""Files that people send in: known by their content, named without folders."""

import hashlib
from dataclasses import dataclass

import filetype
from django.conf import settings

from core.documents import DOCX
from core.errors import InvalidInput
from core.values import clean_text

ACCEPTED = {
    "image/jpeg": "JPG 图片",
    "image/png": "PNG 图片",
    "image/webp": "WebP 图片",
    "application/pdf": "PDF",
    DOCX: "Word 文档",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: the name it had and its bytes."""

    name: str
    content: bytes


def file_name(name: str, field: str) -> str:
    """The name without any folders, as people are shown it; never part of a path."""
    return clean_text(name.replace("\\", "/").rsplit("/", 1)[-1], field, "文件名", 200)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_size(name: str, size: int, field: str = "evidence") -> None:
    """``InvalidInput`` for a file that is empty or too large."""
    if size <= 0:
        raise InvalidInput(f"文件“{name}”是空的，请重新选择。", field=field)
    limit = settings.EVIDENCE_MAX_BYTES
    if size > limit:
        raise InvalidInput(f"文件“{name}”超过 {limit // 1024 // 1024} MB，请压缩后再上传。", field=field)


def check_upload(upload: Upload, field: str = "evidence") -> str:
    """The file's type as its bytes tell it; ``InvalidInput`` if empty, too large or of another kind."""
    check_size(upload.name, len(upload.content), field)
    kind = filetype.guess(upload.content)
    if kind is None or kind.mime not in ACCEPTED:
        names = "、".join(ACCEPTED.values())
        raise InvalidInput(f"文件“{upload.name}”的类型不受支持，请上传{names}。", field=field)
    return str(kind.mime)

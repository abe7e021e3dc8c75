"""Files that a mutation hands in: written into the request itself, or sent ahead (``uploadCreate``)."""

import binascii
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import graphene
from django.conf import settings
from django.db import transaction

from api.mutations.inputs import id_of
from api.rows.ids import key_of
from core.errors import InvalidInput
from core.files import Upload
from core.permissions import Actor
from resources.models import StagedFile
from resources.staging import take_staged
from tenants.attachments import MOST_FILES


class EvidenceInput(graphene.InputObjectType):
    class Meta:
        description = "一份佐证文件。"

    name = graphene.InputField(graphene.String, required=True, description="文件名，例如“签到表.pdf”。")
    content_base64 = graphene.InputField(
        graphene.String, description="文件内容的 Base64；JPG、PNG、WebP、PDF、Word 或 Excel。与 upload 二选一。"
    )
    upload = id_of(
        "StagedFile",
        "用 uploadCreate 申请并已上传的文件的编号，较大的文件用它。与 contentBase64 二选一。",
        required=False,
    )


EVIDENCE = graphene.InputField(
    graphene.List(graphene.NonNull(EvidenceInput)),
    description="佐证文件，最多 20 份；每份不超过 10 MB，整个请求不超过 16 MB。",
)


def attached_input(description: str, *, required: bool = False) -> graphene.InputField:
    """Some files as a value of an input, under a name of its own."""
    return graphene.InputField(
        graphene.List(graphene.NonNull(EvidenceInput)), description=description, required=required
    )


def attached(values: dict[str, Any], field: str) -> None:
    """Turn the files under ``field``, if there are any, into what actions take."""
    if field in values:
        too_many = f"最多上传 {MOST_FILES} 份文件。"
        values[field] = uploads_of(values[field], most=MOST_FILES, too_many=too_many, field=field)


def attach_all(values: dict[str, Any]) -> None:
    """The same for whichever values hold files."""
    for name, value in values.items():
        if isinstance(value, list) and any(isinstance(each, EvidenceInput) for each in value):
            attached(values, name)


@contextmanager
def sent_ahead(actor: Actor, values: dict[str, Any]) -> Iterator[None]:
    """Put the bytes of files sent ahead where the input names them; they are used up only if what follows succeeds."""
    named = [
        each
        for files in values.values()
        if isinstance(files, list)
        for each in files
        if isinstance(each, EvidenceInput) and each.get("upload") is not None
    ]
    if not named:
        yield
        return
    if len(named) > MOST_FILES:
        raise InvalidInput(f"最多上传 {MOST_FILES} 份文件。", field="upload")
    with transaction.atomic():
        keys = [key_of(each["upload"], "StagedFile", field="upload") for each in named]
        found = {row.pk: row for row in take_staged(actor, [StagedFile(pk=key) for key in keys])}
        for each, key in zip(named, keys, strict=True):
            with found[key].file.open() as file:
                each["sent"] = file.read()
        yield


def uploads_of(files: Sequence[Any], *, most: int, too_many: str, field: str = "evidence") -> list[Upload]:
    """The files as actions take them; ``InvalidInput`` for more than ``most`` or what is not Base64."""
    if len(files) > most:
        raise InvalidInput(too_many, field=field)
    return [Upload(each["name"], _content(each, field)) for each in files]


def _content(file: Any, field: str) -> bytes:
    text, sent = file.get("content_base64"), file.get("sent")
    if (text is None) is (sent is None):
        raise InvalidInput(f"文件“{file['name'][:60]}”请给出 contentBase64 或 upload 其中一项。", field=field)
    return _bytes(file["name"], text, field) if sent is None else bytes(sent)


def _bytes(name: str, text: str, field: str) -> bytes:
    limit = settings.EVIDENCE_MAX_BYTES
    if len(text) > limit * 4 // 3 + 4:
        raise InvalidInput(f"文件“{name[:60]}”超过 {limit // 1024 // 1024} MB，请压缩后再上传。", field=field)
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(f"文件“{name[:60]}”的 contentBase64 不是正确的 Base64。", field=field) from error

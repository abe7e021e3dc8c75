"""Files written into the request itself."""

import binascii
from base64 import b64decode
from collections.abc import Sequence
from typing import Any

import graphene
from django.conf import settings

from core.errors import InvalidInput
from core.files import Upload
from tenants.attachments import MOST_FILES


class EvidenceInput(graphene.InputObjectType):
    class Meta:
        description = "一份佐证文件。"

    name = graphene.InputField(graphene.String, required=True, description="文件名，例如“签到表.pdf”。")
    content_base64 = graphene.InputField(
        graphene.String, required=True, description="文件内容的 Base64；JPG、PNG、WebP、PDF、Word 或 Excel。"
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


def uploads_of(files: Sequence[Any], *, most: int, too_many: str, field: str = "evidence") -> list[Upload]:
    """The files as actions take them; ``InvalidInput`` for more than ``most`` or what is not Base64."""
    if len(files) > most:
        raise InvalidInput(too_many, field=field)
    return [Upload(each["name"], _bytes(each["name"], each["content_base64"], field)) for each in files]


def _bytes(name: str, text: str, field: str) -> bytes:
    limit = settings.EVIDENCE_MAX_BYTES
    if len(text) > limit * 4 // 3 + 4:
        raise InvalidInput(f"文件“{name[:60]}”超过 {limit // 1024 // 1024} MB，请压缩后再上传。", field=field)
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(f"文件“{name[:60]}”的 contentBase64 不是正确的 Base64。", field=field) from error

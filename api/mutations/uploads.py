"""Files sent ahead: announced here, sent to the address in the answer, named where files are handed in."""

from datetime import timedelta

import graphene
from django.conf import settings

from api.addresses import UPLOAD, address_of
from api.mutations.base import Told, Values, mutation
from api.mutations.inputs import given
from api.scalars import DateTime
from core.events import now
from core.files import ACCEPTED
from core.permissions import Actor
from resources.actions import uploads

_MORE = {
    "address": graphene.Field(
        graphene.String,
        description="上传地址（同一主机上的路径）：把文件内容原样 PUT 到这里，不需要令牌，只能成功一次；有错误时为空。",
    ),
    "expires_at": graphene.Field(DateTime, description="上传地址在此之前有效；有错误时为空。"),
    "accepts": graphene.Field(
        graphene.List(graphene.NonNull(graphene.String)), description="接受的类型，按内容识别；有错误时为空。"
    ),
    "files_left": graphene.Field(graphene.Int, description="这一小时还可上传的份数；有错误时为空。"),
    "bytes_left": graphene.Field(graphene.Int, description="这一小时还可上传的字节数；有错误时为空。"),
}


def _create(actor: Actor, values: Values) -> Told:
    staged, left = uploads.upload_create(actor=actor, **values)
    return Told(
        staged,
        address=address_of(actor, UPLOAD, staged.pk),
        expires_at=now() + timedelta(seconds=settings.FILE_ADDRESS_SECONDS),
        accepts=list(ACCEPTED),
        files_left=left.files,
        bytes_left=left.bytes,
    )


MUTATIONS = {
    "uploadCreate": mutation(
        "uploadCreate",
        "申请上传一份文件，得到十分钟内有效的上传地址；传完后，在要它的变更中把编号写作文件的 upload（"
        "claimFulfil 也可写在 uploads 中）。",
        "StagedFile",
        {
            "name": given(graphene.String, "文件名，例如“签到表.pdf”，最多 200 字。"),
            "size": given(graphene.Int, "文件大小（字节），不超过 10 MB。"),
        },
        _create,
        more=_MORE,
    ),
}

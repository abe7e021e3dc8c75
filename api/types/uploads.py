"""Files that were sent ahead, for their sender alone."""

from api.rows.fields import column
from api.rows.records import Record
from resources.models import StagedFile


class StagedFileType(Record):
    class Meta:
        model = StagedFile
        description = "待用文件：先行上传、供提交完成情况时使用一次的佐证。只有上传人看得到；24 小时内没有使用即删除。"

    name = column(StagedFile, "name")
    size = column(StagedFile, "size", description="大小（字节）。")
    content_type = column(StagedFile, "content_type", description="类型，按内容识别；收到内容前为空文本。")
    sha256 = column(StagedFile, "sha256", description="文件内容的 SHA-256 摘要；收到内容前为空文本。")
    created_at = column(StagedFile, "created_at")
    received_at = column(StagedFile, "received_at")
    used_at = column(StagedFile, "used_at")

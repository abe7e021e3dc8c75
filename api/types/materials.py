"""资料共享."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, MATERIAL_FILE
from api.enums import enum_of
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.events import history
from resources.materials.models import Material, MaterialFile

MaterialStatus = enum_of("MaterialStatus", Material.Status.choices, "共享资料的状态。")


class MaterialType(Record):
    class Meta:
        model = Material
        description = "共享资料：组织或驻区单位在公开范围内共享的文件、信息和案例，由街道（区）审核发布，到期自动下线。"
        ordering = Ordering(
            "MaterialOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "ENDING": ("先到期的在前。", ("ends_on", "pk")),
            },
        )
        filters = {
            "kind": Filter(graphene.String, "按类别。", lambda v: Q(kind=v)),
            "status": among(MaterialStatus, "status", "状态"),
            "within": within(),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位发布"),
            "by_units": Filter(graphene.Boolean, "只看（不看）驻区单位发布的。", lambda v: Q(unit__isnull=not v)),
            "ends_from": on_or_after("ends_on", "有效期"),
            "ends_until": on_or_before("ends_on", "有效期"),
            "search": search("title", "content"),
        }

    title = column(Material, "title")
    kind = column(Material, "kind", description="类别：区级设置 materialRules.kinds 之一。")
    content = column(Material, "content")
    organization = One("Organization", "organization", "发布的组织；单位发布的为其所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "发布的单位；组织发布的，或不在您查看范围内时为空。")
    audience = One("Organization", "audience", "公开范围：该组织及其下级、辖内单位可见。", follows=True)
    ends_on = column(Material, "ends_on")
    status = column(Material, "status", enum=MaterialStatus)
    status_label = Named("状态的中文名称。", "status", dict(Material.Status.choices))
    created_at = column(Material, "created_at")
    submitted_at = column(Material, "submitted_at")
    published_at = column(Material, "published_at")
    version = column(Material, "version")
    files = Many("MaterialFile", "附件。", by="material_id", follows=True)
    history = history(Material)


class MaterialFileType(Record):
    class Meta:
        model = MaterialFile
        description = "共享资料的附件。"
        ordering = Ordering(
            "MaterialFileOrder",
            {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))},
        )
        filters = {"material": of("Material", "material_id", "material", "该资料")}

    material = One("Material", "material", "所属资料。", follows=True)
    name = column(MaterialFile, "name")
    content_type = column(MaterialFile, "content_type")
    size = column(MaterialFile, "size", description="大小（字节）。")
    sha256 = column(MaterialFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(MaterialFile, "uploaded_at")
    url = Signed(MATERIAL_FILE, DOWNLOAD.format("文件"))

"""Enumerations."""

from api.enums import enum_of
from linkage.models import Agreement
from resources.models import Category, Claim, Evaluation, Extent, Listing
from tenants.org.models import Organization, Post, ResidentUnit
from tenants.org.roles import Role

OrganizationLevel = enum_of("OrganizationLevel", Organization.Level, "组织层级。")
UnitKind = enum_of("UnitKind", ResidentUnit.Kind, "驻区单位类型。")
UnitAffiliation = enum_of("UnitAffiliation", ResidentUnit.Affiliation, "驻区单位隶属。")
UnitStatus = enum_of("UnitStatus", ResidentUnit.Status, "驻区单位状态。")
PostRole = enum_of("PostRole", Role, "角色。")
PostKind = enum_of("PostKind", Post.Kind, "任职方式。")
AgreementStatus = enum_of("AgreementStatus", Agreement.Status, "共建协议状态。")
ListingCategory = enum_of("ListingCategory", Category, "资源和需求的类别。")
ListingStatus = enum_of("ListingStatus", Listing.Status, "资源和需求的状态。")
ListingExtent = enum_of("ListingExtent", Extent, "认领或完成的进度。")
ClaimStatus = enum_of("ClaimStatus", Claim.Status, "认领的状态。")
EvaluationSide = enum_of("EvaluationSide", Evaluation.Side, "评价方。")

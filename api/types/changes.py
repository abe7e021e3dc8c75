"""How the interface itself has changed, for the programs that use it."""

from collections.abc import Callable
from typing import Any

import graphene
from graphql import GraphQLResolveInfo, GraphQLSchema

from api.enums import enum_of
from api.evolution import CITY, RELEASES, Kind, Release, history, releases
from api.scalars import Date
from core.errors import InvalidInput

ApiChangeKind = enum_of("ApiChangeKind", [(kind.value, kind.label) for kind in Kind], "接口变化的种类。")


class ApiChange(graphene.ObjectType):
    class Meta:
        description = "接口的一处变化。"

    version = graphene.String(description="出现这一变化的版本；尚未发布时为空。")
    released_on = graphene.Field(Date, description="该版本的发布日期；尚未发布时为空。")
    kind = graphene.Field(ApiChangeKind, required=True, description="种类。")
    coordinate = graphene.String(
        required=True, description="所在位置，例如 Claim.status（字段）、Query.claims(first:)（参数）。"
    )
    text = graphene.String(required=True, description="变化的内容。")


def changes_since(schema: GraphQLSchema, released: tuple[Release, ...], since: str | None) -> list[dict[str, Any]]:
    """Changes after the release ``since``, the newest first; ``InvalidInput`` for a version that never was."""
    if since is not None:
        known = [release.version for release in released]
        if since not in known:
            raise InvalidInput(f"没有 {since} 这个版本，已发布的版本：{'、'.join(known) or '无'}。", field="since")
        released = released[known.index(since) :]
    return [
        {
            "version": release.version or None,
            "released_on": release.day,
            "kind": change.kind.value,
            "coordinate": change.coordinate,
            "text": change.text,
        }
        for release, found in history(schema, released)
        for change in found
    ]


def api_changes_field() -> graphene.Field:
    """Of a district's schema. Made where it is put in: the order of fields is that in which they were made."""
    return _field(lambda: releases())


def city_changes_field() -> graphene.Field:
    """Of the schema on the platform's own host."""
    return _field(lambda: releases(RELEASES / CITY))


def _field(released: Callable[[], tuple[Release, ...]]) -> graphene.Field:
    def resolve(root: None, info: GraphQLResolveInfo, since: str | None = None) -> list[dict[str, Any]]:
        return changes_since(info.schema, released(), since)

    return graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(ApiChange))),
        description="接口在各版本之间的变化，最新的在前：新增、调整、即将停用和不兼容的变化。",
        args={"since": graphene.Argument(graphene.String, description="只看这个版本以后的变化，例如 0.1.0。")},
        resolver=resolve,
    )

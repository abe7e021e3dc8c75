"""Write the schemas to ``schema.graphql`` and ``schema-city.graphql``, check them, or release them.

They are checked against the code and against the last release; the city's releases stand in a folder of their own.
"""

import difflib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from graphql import GraphQLSchema

from api.city import schema as city
from api.docs.client import FOLDER, modules
from api.evolution import CITY, RELEASES, changes, refused, releases
from api.schema import schema, schema_text

NAME, CITY_NAME = "schema.graphql", "schema-city.graphql"


class Command(BaseCommand):
    help = "写出 schema.graphql；--check 检查它与代码是否一致、与上一版本是否兼容；--release 版本号 存为一个发布版本。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--check", action="store_true", help="只检查，不写出；不一致或不兼容时以非零状态结束")
        mode.add_argument("--release", metavar="版本号", help="把当前的描述存为这个版本，以后的变化都与它比较")
        parser.add_argument("--file", type=Path, default=Path(settings.ROOT) / NAME, help="文件位置")
        parser.add_argument("--releases", type=Path, default=RELEASES, help="存放各版本的文件夹")

    def handle(self, *args: Any, check: bool, release: str | None, file: Path, **options: Any) -> None:
        folder: Path = options["releases"]
        texts = {file: schema_text(), file.with_name(CITY_NAME): city.schema_text()}
        if check:
            for each, text in texts.items():
                self._check_committed(each, text)
            self._check_client()
            self._check_compatible(folder, schema.graphql_schema)
            self._check_compatible(folder / CITY, city.schema.graphql_schema)
        elif release:
            self._release(release, {folder: schema_text(), folder / CITY: city.schema_text()})
        else:
            for each, text in texts.items():
                each.write_text(text, encoding="utf-8")
            for name, text in modules(schema.graphql_schema).items():
                (FOLDER / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"已写出 {file.name}、{CITY_NAME} 和客户端的类型。")

    def _check_committed(self, file: Path, text: str) -> None:
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        if found != text:
            difference = difflib.unified_diff(
                found.splitlines(), text.splitlines(), file.name, "代码", lineterm="", n=1
            )
            raise CommandError(
                f"{file.name} 与代码不一致，请运行 make schema 并提交：\n" + "\n".join(list(difference)[:60])
            )

    def _check_client(self) -> None:
        for name, wanted in modules(schema.graphql_schema).items():
            if (FOLDER / name).read_text(encoding="utf-8") != wanted:
                raise CommandError(f"api/examples/liandong/{name} 与代码不一致，请运行 make schema 并提交。")
        self.stdout.write("接口描述和客户端的类型与代码一致。")

    def _check_compatible(self, folder: Path, schema: GraphQLSchema) -> None:
        released = releases(folder)
        if not released:
            return
        last = released[-1]
        for change in changes(last.schema, schema):
            self.stdout.write(f"  {change.kind.label}  {change.coordinate}  {change.text}")
        broken = refused(last.schema, schema, today=timezone.localdate())
        if broken:
            raise CommandError(
                f"与 {last.version} 不兼容。先标为 deprecated 并写明停用日期，发布，到期后才能删除：\n"
                + "\n".join(f"  {change.coordinate}  {change.text}" for change in broken)
            )
        self.stdout.write(f"与 {last.version} 兼容。")

    def _release(self, version: str, texts: dict[Path, str]) -> None:
        if any((folder / f"{version}.graphql").exists() for folder in texts):
            raise CommandError(f"{version} 已经发布，不能改写。")
        if not all(part.isdecimal() for part in version.split(".")):
            raise CommandError("版本号应为数字和点，例如 0.2.0。")
        for folder, text in texts.items():
            folder.mkdir(exist_ok=True)
            (folder / f"{version}.graphql").write_text(f"# {timezone.localdate().isoformat()}\n{text}", "utf-8")
        self.stdout.write(f"已写出 {version}.graphql。")

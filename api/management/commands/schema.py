"""Write the schema to ``schema.graphql``, or check that the file says what the code says."""

import difflib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import print_schema

from api.schema import schema

NAME = "schema.graphql"


def printed() -> str:
    """The schema as it is committed."""
    return print_schema(schema.graphql_schema) + "\n"


class Command(BaseCommand):
    help = "写出 schema.graphql；--check 只检查它与代码是否一致。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只检查，不写出；不一致时以非零状态结束")
        parser.add_argument("--file", type=Path, default=Path(settings.ROOT) / NAME, help="文件位置")

    def handle(self, *args: Any, check: bool, file: Path, **options: Any) -> None:
        text = printed()
        if not check:
            file.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写出 {file.name}。")
            return
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        if found != text:
            difference = difflib.unified_diff(
                found.splitlines(), text.splitlines(), "schema.graphql", "代码", lineterm="", n=1
            )
            raise CommandError(
                "schema.graphql 与代码不一致，请运行 make schema 并提交：\n" + "\n".join(list(difference)[:60])
            )
        self.stdout.write("schema.graphql 与代码一致。")

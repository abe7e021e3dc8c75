"""Compare the tallies of every district with the rows they count."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django_tenants.utils import schema_context

from core.tallies import differences, fold, rebuild
from tenants.fanout import each_schema


class Command(BaseCommand):
    help = "核对各区的状态计数与台账是否一致；--rebuild 重新计数。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="不一致的区按台账重新计数")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for schema in list(each_schema()):
            with schema_context(schema):
                found = differences()
                for table, place, status, more in found:
                    self.stdout.write(f"{schema}　{table}　组织 {place}　{status}　相差 {more:+}")
                if found and options["rebuild"]:
                    rebuild()
                    self.stdout.write(f"{schema}　已重新计数")
                elif not found:
                    fold()
            wrong += bool(found)
        if wrong and not options["rebuild"]:
            raise CommandError(f"{wrong} 个区的计数与台账不一致，可加 --rebuild 重新计数。")
        if not wrong:
            self.stdout.write("各区的计数与台账一致。")

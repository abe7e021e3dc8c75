"""Correct the tree of a district by a division table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django_tenants.utils import schema_context

from core.errors import DomainError
from core.permissions import SYSTEM
from tenants.divisions.actions import division_import
from tenants.divisions.plan import plan_import
from tenants.divisions.table import parse_table
from tenants.models import District


class Command(BaseCommand):
    help = "按更正后的区划表（CSV）更新一个区的组织树：改名、换码、新增、调整隶属、撤销。默认只预览，--apply 才写入。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--schema", required=True, help="区的地址简称，例如 jingan")
        parser.add_argument("file", type=Path, help="四列：代码、名称、层级、上级代码；可另加“原代码”")
        parser.add_argument("--apply", action="store_true", help="写入")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(slug=options["schema"], is_template=False).first()
        if district is None:
            raise CommandError(f"没有地址简称为 {options['schema']} 的区。")
        try:
            rows = parse_table(options["file"].read_bytes())
            with schema_context(district.schema_name):
                plan = division_import(actor=SYSTEM, rows=rows) if options["apply"] else plan_import(rows)
        except OSError as error:
            raise CommandError(f"读不到文件 {options['file']}：{error.strerror}") from error
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        for title, changes in plan.groups():
            for change in changes:
                way = " → ".join(filter(None, (change.before, change.after)))
                self.stdout.write(f"{title}　{change.code}　{change.name}　{way}　{change.note}".rstrip())
        for change in plan.hindered:
            self.stdout.write(f"须先处理　{change.code}　{change.name}　{change.hindrance}")
        done = "已写入" if options["apply"] else "预览，未写入；加 --apply 写入"
        self.stdout.write(f"共 {plan.total} 处变化（{done}）。")

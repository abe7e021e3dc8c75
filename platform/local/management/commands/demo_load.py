"""``manage.py demo_load``: the demo district and its neighbour."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tenants.utils import schema_context

from core.permissions import SYSTEM
from local.demo.accounts import OPERATOR, PASSWORD
from local.demo.load import DEMO, NEIGHBOUR, load
from tenants.accounts.models import User
from tenants.actions.operators import operator_create
from tenants.models import District

FOOTNOTE = "演示环境：单位、人员和数据均为虚构，地名取自公开的统计用区划。"


class Command(BaseCommand):
    help = "Fill 静安区 with a year of fictitious work, and 东城区 with a little. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=float, default=1.0, help="1 makes about 600 units")

    def handle(self, *args: Any, scale: float, **options: Any) -> None:
        for slug, size in (("jingan", DEMO), ("dongcheng", NEIGHBOUR)):
            self._load(District.objects.get(slug=slug), size.scaled(scale))
        if not User.objects.filter(is_operator=True).exists():
            operator_create(
                actor=SYSTEM,
                username=OPERATOR.username,
                name=OPERATOR.name,
                password=PASSWORD,
                must_change_password=False,
            )

    def _load(self, district: District, size: Any) -> None:
        begun = time.monotonic()
        with schema_context(district.schema_name):
            if User.objects.filter(username="leader").exists():
                self.stdout.write(f"    {district}：演示数据已在")
                return
            self.stdout.write(f"    {district}：生成演示数据")
            load(size=size, say=self._say)
        District.objects.filter(pk=district.pk).update(footnote=FOOTNOTE)
        self._say(f"    {district}：完成，用时 {time.monotonic() - begun:.0f} 秒")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

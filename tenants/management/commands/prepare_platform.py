"""Bring the platform to the state of the code: public tables, the template of districts, every district."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection

from core.permissions import SYSTEM
from tenants.accounts.passwords import random_password
from tenants.actions.operators import operator_create
from tenants.migrating import migrate_public
from tenants.models import District

TEMPLATE_CODE = "0" * 12


class Command(BaseCommand):
    help = "升级公共数据表、区模板和所有区；--operator 另建第一个平台运维账号。可反复运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--operator", metavar="账号", help="新建的平台运维账号；已有任何运维账号时不再新建")
        parser.add_argument("--operator-name", default="平台运维", metavar="姓名")
        parser.add_argument("--operator-password", metavar="密码", help="不给则随机生成，显示一次，首次登录须修改")

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_public()
        prepare_template()
        call_command("migrate_schemas", tenant=True, verbosity=0)
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        if options["operator"]:
            self._operator(options["operator"], options["operator_name"], options["operator_password"])

    def _operator(self, username: str, name: str, given: str | None) -> None:
        from tenants.accounts.models import User

        if User.objects.filter(is_operator=True).exists():
            self.stdout.write("已有平台运维账号，未新建。")
            return
        password = given or random_password()
        operator_create(
            actor=SYSTEM, username=username, name=name, password=password, must_change_password=given is None
        )
        self.stdout.write(f"平台运维账号：{username}" + ("" if given else f"　初始密码：{password}"))


def prepare_template() -> None:
    """The row and the empty schema of the template, so that migrations reach it."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    schema = settings.TEMPLATE_SCHEMA_NAME
    District.objects.get_or_create(
        schema_name=schema,
        defaults={"code": TEMPLATE_CODE, "name": "区模板", "slug": "template", "is_template": True},
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {connection.ops.quote_name(schema)}")

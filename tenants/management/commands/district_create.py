"""Open a district from division data."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from core.errors import DomainError
from core.permissions import SYSTEM
from tenants.actions.districts import district_create, first_accounts
from tenants.divisions.table import district_facts


class Command(BaseCommand):
    help = "按区划代码开通一个区：数据结构、街道和社区、区级设置、三员和组织部账号。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="6 位或 12 位区划代码，例如 310106")
        parser.add_argument("--slug", required=True, help="地址简称，例如 jingan，访问地址为 jingan.<主域名>")
        parser.add_argument("--without-accounts", action="store_true", help="不建首批账号（演示数据自带账号）")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = [] if options["without_accounts"] else first_accounts()
        try:
            facts = district_facts(options["code"])
            district = district_create(actor=SYSTEM, code=facts.code, slug=options["slug"], accounts=accounts)
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        if options["verbosity"] < 1:
            return
        self.stdout.write(
            f"已开通 {facts.full_name}：{facts.streets} 个街道（镇、乡），{facts.communities} 个社区（村），"
            f"地址 {district.get_primary_domain().domain}"  # type: ignore[no-untyped-call]
        )
        for account in accounts:
            self.stdout.write(f"  {account.role.label:　<8}账号 {account.username}　初始密码 {account.password}")
        if accounts:
            self.stdout.write("密码只显示这一次，首次登录须修改。")

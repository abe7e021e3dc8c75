"""Close and delete a district, after asking twice; a dump is kept."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from core.errors import DomainError
from core.permissions import SYSTEM
from tenants.actions.districts import district_close, district_drop
from tenants.middleware import HOST_SECONDS
from tenants.models import District


class Command(BaseCommand):
    help = "停用并删除一个区。数据和文件先备份到 DATA_DIR/dumps；备份不成功就不删除。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="地址简称，例如 jingan")
        parser.add_argument("--yes-really", metavar="区名", help="写出区名，不再询问")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(slug=options["slug"], is_template=False).first()
        if district is None:
            raise CommandError(f"没有地址简称为 {options['slug']} 的区。")
        name = options["yes_really"] or self._ask(district)
        if name != district.name:
            raise CommandError("区名不一致，没有删除任何内容。")
        try:
            if district.closed_at is None:
                district_close(actor=SYSTEM, district=district, reason="删除前停用")
                self.stdout.write(f"已停用，等待 {HOST_SECONDS:.0f} 秒，让各进程不再应答该区……")
                time.sleep(HOST_SECONDS + 1)
            place = district_drop(actor=SYSTEM, district=district, confirm=name)
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"已删除{district.name}。备份：{place}")

    def _ask(self, district: District) -> str:
        self.stdout.write(f"将删除{district.name}的全部数据和文件（先备份）。此操作不能撤销。")
        if input("确定要删除吗？请输入 yes：").strip().lower() != "yes":
            raise CommandError("没有删除任何内容。")
        return input("请再输入区名确认：").strip()

"""List the districts."""

from typing import Any

from django.core.management import BaseCommand

from tenants.models import District


class Command(BaseCommand):
    help = "列出所有区：代码、名称、地址、状态。"

    def handle(self, *args: Any, **options: Any) -> None:
        districts = District.objects.filter(is_template=False).prefetch_related("domains")
        for district in districts:
            hosts = "、".join(domain.domain for domain in district.domains.all())
            state = "停用" if district.closed_at else "使用中"
            self.stdout.write(f"{district.code}　{district.name}　{district.schema_name}　{hosts}　{state}")
        if not districts:
            self.stdout.write("还没有开通任何区。用 district_create 开通。")

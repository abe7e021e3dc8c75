"""Appeals from a spreadsheet, as the hotline sends them each month."""

from collections.abc import Sequence
from typing import Any

from core.permissions import Perm
from linkage.appeals.actions.appeals import appeal_edit, appeal_register
from linkage.appeals.models import Appeal, AppealRules
from linkage.urgency import Urgency
from web.appeals.forms import registrable
from web.importplaces import Places, names_of
from web.imports import ImportPage, choice, day, words
from web.importtemplate import Field
from web.sheets import Row


class AppealImport(ImportPage):
    permission = Perm.APPEAL_REGISTER
    title, list_name, list_title, measure = "导入诉求", "appeals", "诉求", "件"
    lead = (
        "来文编号相同的视为已有，没有编号的按社区和诉求对照未办结的；"
        "只有尚未受理的可以更新。文字里有手机号或身份证号的行不导入。"
    )
    fields = (
        Field("source_number", "来文编号", example="RX-202611-0317", help="热线工单号等，每个编号只登记一次。"),
        Field("title", "诉求", required=True, example="小区东门垃圾清运不及时", help="最多 120 个字。"),
        Field(
            "content",
            "具体情况",
            required=True,
            example="连续三天未清运，气味大。",
            help="最多 2000 个字，不写姓名、电话、门牌和身份证号。",
        ),
        Field("organization", "所在社区", required=True, example="江宁路街道/新安居委会", help="社区或街道。"),
        Field("category", "类别", required=True, example="环境卫生", help="从下拉框选择。"),
        Field("channel", "渠道", example="热线", help="从下拉框选择，不填为热线。"),
        Field("urgency", "紧急程度", example="一般", help="从下拉框选择，不填为一般。"),
        Field("raised_on", "提出日期", example="2026-11-03", help="不填为今天。"),
    )

    def prepare(self) -> None:
        self.places = Places(registrable(self.actor))

    def offers(self) -> dict[str, Sequence[str]]:
        return {
            "organization": names_of(registrable(self.actor)),
            "category": AppealRules.current().categories,
            "channel": words(Appeal.Channel),
            "urgency": words(Urgency),
        }

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        return {
            **texts,
            "organization": self.places.get(texts["organization"], "organization", "社区"),
            "channel": choice(texts["channel"] or "热线", Appeal.Channel, "channel", "渠道"),
            "urgency": choice(texts["urgency"] or "一般", Urgency, "urgency", "紧急程度"),
            "raised_on": day(texts["raised_on"], "raised_on", "提出日期") if texts["raised_on"] else None,
        }

    def existing(self, values: dict[str, Any]) -> Any:
        rows = Appeal.objects.visible_to(self.actor).select_related("organization", "raised_in")
        if values["source_number"]:
            return rows.filter(source_number=values["source_number"]).first()
        return rows.filter(raised_in=values["organization"], title=values["title"], status__in=Appeal.OPEN).first()

    def create(self, values: dict[str, Any]) -> None:
        appeal_register(actor=self.actor, **values)

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        return any(getattr(record, name) != values[name] for name in filled - {"organization"})

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = [field.name for field in self.fields if field.name != "organization"]
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        appeal_edit(actor=self.actor, appeal=record, **merged)

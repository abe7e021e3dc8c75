"""督导检查报告 as a Word document: what was looked at, by whom, what was found and what became of it."""

from datetime import datetime

from core.documents.word import finished, new_document, signature, write_heading, write_paragraph, write_table
from core.periods import SHANGHAI, day_in_words
from linkage.inspections.models import Finding, Inspection, InspectionTarget
from linkage.problems.models import Problem


def report_of(inspection: Inspection) -> bytes:
    """The bytes as ``.docx``; for whoever may see all targets of the inspection."""
    targets = list(
        InspectionTarget.objects.filter(inspection=inspection)
        .exclude(status=InspectionTarget.Status.DROPPED)
        .select_related("organization", "unit", "team")
        .order_by("team__order", "organization__path", "pk")
    )
    told = [row for row in targets if row.status in InspectionTarget.TOLD]
    document = new_document()
    write_paragraph(document, f"{inspection.title}检查报告", font="方正小标宋简体", size=22, align=1, indent=False)
    write_paragraph(document, "", indent=False)
    write_heading(document, "一、基本情况")
    write_paragraph(
        document,
        f"{inspection.organization}于 {day_in_words(inspection.starts_on)}至 {day_in_words(inspection.ends_on)}组织"
        f"{inspection.get_kind_display()}（编号 {inspection.number}），检查 {len(targets)} 个对象，"
        f"已提交结果 {len(told)} 个。{inspection.scope}",
    )
    teams = [(team.name, team.head, team.people) for team in inspection.teams.order_by("order")]
    write_table(document, ["检查组", "组长", "成员"], teams, [2, 2, 5])
    _draw(document, inspection)
    write_heading(document, "二、检查结果")
    write_table(
        document, ["检查对象", "检查组", "得分", "不符合", "状态"], [_row(row) for row in targets], [4, 3, 2, 2, 2]
    )
    write_heading(document, "三、存在的问题")
    problems = _problems(targets)
    if problems:
        write_table(document, ["编号", "问题", "组织", "状态"], problems, [3, 5, 3, 2])
    else:
        write_paragraph(document, "没有需要整改的问题。")
    if inspection.summary:
        write_heading(document, "四、总体情况")
        for line in inspection.summary.splitlines():
            write_paragraph(document, line)
    moment: datetime = inspection.finished_at or inspection.issued_at or inspection.created_at
    signature(document, str(inspection.organization), day_in_words(moment.astimezone(SHANGHAI).date()))
    return finished(document, moment, title=inspection.title, author=str(inspection.organization), subject="检查报告")


def _draw(document: object, inspection: Inspection) -> None:
    draw = getattr(inspection, "draw", None)
    if draw is None or draw.drawn_at is None:
        return
    how = f"每个街道抽取 {draw.count} 个" if draw.per_street else f"抽取 {draw.count} 个"
    source = f"，公开随机数（{draw.public_source}）{draw.public_number}" if draw.public_source else ""
    words = f"检查对象从 {draw.size} 个{draw.get_population_display()}中随机抽取，{how}，随机种子 {draw.seed}{source}。"
    write_paragraph(document, words)


def _row(row: InspectionTarget) -> tuple[str, ...]:
    known = row.status in InspectionTarget.TOLD
    score = "" if row.score is None or not known else f"{row.score.normalize():f}"
    return str(row.owner), str(row.team or ""), score, str(row.unmet) if known else "", str(row.get_status_display())


def _problems(targets: list[InspectionTarget]) -> list[tuple[str, ...]]:
    keys = Finding.objects.filter(target__in=targets).values("pk")
    rows = Problem.objects.filter(origin_type=Finding._meta.label_lower, origin_id__in=keys)
    return [
        (row.number, row.title, str(row.organization), str(row.get_status_display()))
        for row in rows.select_related("organization").order_by("pk")
    ]

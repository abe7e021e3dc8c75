"""The book of a project as a Word document: what was undertaken, its four parts and what was reported."""

from core.periods import SHANGHAI, day_in_words
from linkage.secretaryprojects.models import SecretaryProject

_NUMERALS = "一二三四五六七八九"


def project_document(project: SecretaryProject) -> bytes:
    """The book as ``.docx``, the same bytes for the same state; ``project`` comes with its ``organization``."""
    # Few requests need the library.
    from core.documents import word

    parts = list(project.parts.order_by("pk"))
    reports = list(project.reports.order_by("year", "quarter"))
    document = word.new_document()
    word.letterhead(document, f"{project.organization}书记项目书", project.number, project.title)
    facts = [
        ("年度", f"{project.year} 年"),
        ("书记", project.secretary),
        ("状态", str(project.get_status_display())),
        ("完成期限", f"{project.due_on:%Y-%m-%d}"),
        ("来源问题", project.origin_label),
    ]
    word.write_table(document, ("事项", "内容"), [row for row in facts if row[1]], (24, 76))
    sections = [("预期成效", project.goal), ("主要措施", project.measures)]
    sections += [(str(part), part.text or "（尚未填写）") for part in parts]
    sections += [("中期检查情况", project.findings), ("审核和验收意见", project.opinion)]
    for number, (heading, words) in enumerate([each for each in sections if each[1]]):
        word.write_heading(document, f"{_NUMERALS[number]}、{heading}")
        for line in words.splitlines():
            word.write_paragraph(document, line.strip())
    if reports:
        word.write_heading(document, "附：季度进展")
        rows = [(str(each), f"{each.progress}%", each.text) for each in reports]
        word.write_table(document, ("季度", "进度", "进展情况"), rows, (22, 12, 66))
    made = (project.accepted_at or project.approved_at or project.created_at).astimezone(SHANGHAI)
    word.signature(document, str(project.organization), day_in_words(made))
    return word.finished(document, made, title=project.title, author=str(project.organization), subject=project.number)

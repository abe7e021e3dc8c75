"""The issued report in Word and Excel says what the database holds."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from cast import Cast
from docx import Document
from openpyxl import load_workbook
from quarters import AFTER_Q3, AFTER_Q4, IN_Q3, IN_Q4, Q4, closed_claim, drafted, issued, settle

from assessment.actions.reports import report_correct, report_issue
from assessment.documents.excel import excel_document
from assessment.documents.word import word_document
from assessment.indicators import BY_CODE, INDICATORS
from assessment.models import QuarterlyReport, ReportFigure, ReportTally
from core.errors import WrongState
from core.events import at_moment
from core.models import Event


def texts_of(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    return [paragraph.text for paragraph in document.paragraphs]


def workbook(report: QuarterlyReport, *below: str):
    return load_workbook(io.BytesIO(excel_document(report, details_below=below)))


def test_the_word_document_tells_the_figures(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    closed_claim(cast, at=IN_Q3, days=5, scores=(3, 4))
    closed_claim(cast, "b", at=IN_Q3)
    report = issued(cast)
    content = word_document(report)
    lines = texts_of(content)
    whole = "\n".join(lines)
    assert lines[0] == "静安区联动工作领导小组"
    assert lines[1] == "联动通报〔2026〕1 号"
    assert "关于2026年第三季度联动工作情况的通报" in lines
    assert [line for line in lines if line[:2] in ("一、", "二、", "三、", "四、")] == [
        "一、总体情况",
        "二、主要成效",
        "三、存在问题",
        "四、下步要求",
    ]
    assert "全区共发布需求3件、资源0件，提出认领3件，确认认领3件，办结认领3件" in whole
    assert "双方满意度4.17分" in whole
    assert "低于目标的街道有1个，较低的为江宁路街道（50.0%）" in whole
    assert "2026年10月1日" in whole
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    streets = document.tables[0]
    head = [cell.text for cell in streets.rows[0].cells]
    for row in streets.rows[1:]:
        cells = dict(zip(head, (cell.text for cell in row.cells), strict=True))
        name = "静安区" if cells["街道"] == "全区" else cells["街道"]
        closed = ReportFigure.objects.get(entry__report=report, entry__name=name, indicator="claims_closed")
        assert cells["办结认领"] == f"{closed.value:.0f}"


def test_the_workbook_tells_the_figures_and_what_was_counted(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    closed_claim(cast, "b", at=IN_Q3)
    report = issued(cast)
    book = workbook(report, cast.root.path)
    assert book.sheetnames == ["总表", "街道", "社区", "计数明细"]
    totals = {row[0]: row[1] for row in book["总表"].iter_rows(min_row=3, values_only=True)}
    for indicator in INDICATORS:
        figure = ReportFigure.objects.get(entry__report=report, entry__organization=cast.root, indicator=indicator.code)
        shown = totals[indicator.name]
        assert (None if shown is None else Decimal(str(shown))) == figure.value
    listed = [row[0] for row in book["计数明细"].iter_rows(min_row=2, values_only=True)]
    counted = [i for events in ReportTally.objects.values_list("events", flat=True) for i in events]
    assert listed == sorted(counted)
    verbs = Event.objects.filter(pk__in=listed).values_list("verb", flat=True)
    assert list(verbs).count("claim.close") == totals[BY_CODE["claims_closed"].name] == 2


def test_details_are_limited_to_what_the_reader_may_see(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    assert workbook(report, cast.community_b.path)["计数明细"].max_row == 1
    assert workbook(report, cast.community_a.path)["计数明细"].max_row > 1
    assert workbook(report)["计数明细"].max_row == 1


def test_the_same_report_gives_the_same_bytes(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    assert word_document(report) == word_document(QuarterlyReport.objects.get(pk=report.pk))
    below = [cast.root.path]
    assert excel_document(report, details_below=below) == excel_document(report, details_below=below)


def test_a_quarter_without_anything_makes_a_readable_document(cast: Cast) -> None:
    whole = "\n".join(texts_of(word_document(issued(cast))))
    assert "本季度尚无了结的需求和认领" in whole
    assert "本季度尚无可评价的数据" in whole
    assert "江宁路街道、石门二路街道本季度没有联动记录" in whole
    assert "None" not in whole
    assert "nan" not in whole


def test_the_next_quarter_names_the_change(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3, days=5)
    issued(cast)
    closed_claim(cast, at=IN_Q4, days=1)
    whole = "\n".join(texts_of(word_document(issued(cast, Q4, at=AFTER_Q4))))
    assert "按期答复率100.0%，较上季度提高100.0个百分点" in whole


def test_a_correction_names_what_it_changes(cast: Cast) -> None:
    wrong = closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    ids = Event.objects.for_subject(wrong).filter(verb="claim.close").values_list("pk", flat=True)
    with at_moment(AFTER_Q3):
        new = report_correct(actor=cast.actor("office"), report=report, note="重复上报一件", exclude=ids)
    settle(cast, new)
    with at_moment(AFTER_Q3):
        new = report_issue(actor=cast.actor("leader"), report=new)
    whole = "\n".join(texts_of(word_document(new)))
    assert "本通报更正《静安区联动工作领导小组关于2026年第三季度联动工作情况的通报》（联动通报〔2026〕1 号）" in whole
    assert "更正原因：重复上报一件。" in whole
    rows = list(workbook(new)["更正"].iter_rows(min_row=2, values_only=True))
    assert ("新安居委会", "办结认领", 1, 0) in rows


def test_there_is_no_document_before_the_issue(cast: Cast) -> None:
    report = drafted(cast)
    for make in (word_document, lambda r: excel_document(r, details_below=[])):
        with pytest.raises(WrongState, match="签发后才有正式文件"):
            make(report)


def test_names_that_look_like_formulas_stay_text(cast: Cast) -> None:
    cast.community_a.name = '=HYPERLINK("http://example.org")'
    cast.community_a.save()
    book = workbook(issued(cast))
    cell = next(c for row in book["社区"].iter_rows() for c in row if str(c.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s"


def test_tables_fill_the_width_of_the_text_and_sheets_that_of_a_page(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    tables = Document(io.BytesIO(word_document(report))).tables
    for table in tables:
        assert round(sum(column.width.mm for column in table.columns)) == 156
        assert {cell.width.mm for cell in table.columns[0].cells} == {table.columns[0].width.mm}
    for sheet in workbook(report, cast.root.path):
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == ("$2:$2" if sheet.title == "总表" else "$1:$1")


@pytest.mark.skipif(not shutil.which("soffice"), reason="no office program on this machine")
def test_an_office_program_opens_both(cast: Cast, tmp_path: Path) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    (tmp_path / "report.docx").write_bytes(word_document(report))
    (tmp_path / "report.xlsx").write_bytes(excel_document(report, details_below=[cast.root.path]))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for kind, name in (
        ("txt:Text (encoded):UTF8", "report.docx"),
        ("csv:Text - txt - csv (StarCalc):44,34,76", "report.xlsx"),
    ):
        convert = ["soffice", home, "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / name)]
        subprocess.run(convert, check=True, capture_output=True, timeout=120)
    assert "关于2026年第三季度联动工作情况的通报" in (tmp_path / "report.txt").read_text()
    assert "办结认领,1," in (tmp_path / "report.csv").read_text()

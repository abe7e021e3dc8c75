"""Reading division tables: those that come with the platform, and corrected ones that a district brings."""

import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import InvalidInput, NotFound
from tenants.org.tree import CODE_RULE, code_fits

DATA = Path(__file__).parent / "data"
ALL = DATA / "all-districts.csv.gz"
DISTRICTS = DATA / "districts.csv"

# Words of the table and their level in the tree; a corrected table may use either language.
LEVELS = {
    "district": "district", "区": "district",
    "street": "subdistrict", "subdistrict": "subdistrict",
    "街道": "subdistrict", "镇": "subdistrict", "乡": "subdistrict",
    "area": "area", "片区": "area",
    "community": "community", "社区": "community", "居委会": "community", "村委会": "community",
    "grid": "grid", "网格": "grid",
}  # fmt: skip
HEADINGS = {
    "代码": "code", "区划代码": "code", "名称": "name", "层级": "level",
    "上级代码": "parent_code", "原代码": "former_code", "并入": "successor_code",
}  # fmt: skip
NEEDED = ("code", "name", "level", "parent_code")
LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Division:
    """One place of a table. ``former_code`` says under which code the district knew it before, if that changed.

    ``successor_code`` says that the place is no more, and which place of the table takes over what hangs on it.
    """

    code: str
    name: str
    level: str
    parent_code: str
    former_code: str = ""
    successor_code: str = ""


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """What the national table says of one district as a whole."""

    code: str
    name: str
    province: str
    city: str
    streets: int
    communities: int

    @property
    def full_name(self) -> str:
        """With the city where there is one: 河北省石家庄市长安区, 上海市静安区."""
        city = "" if self.city in ("市辖区", self.province) else self.city
        return f"{self.province}{city}{self.name}"


def normal_code(code: str) -> str:
    """The 12-digit code of a district from 6 or 12 digits; raise ``InvalidInput`` on anything else."""
    text = code.strip()
    if not re.fullmatch(r"[0-9]{6}(0{6})?", text):
        raise InvalidInput("区划代码应为 6 位或 12 位数字（区一级后 6 位为 0），例如 310106。", field="code")
    return text.ljust(12, "0")


@cache
def all_districts() -> tuple[DistrictFacts, ...]:
    """The 975 districts of the national table, sorted by code."""
    with DISTRICTS.open(encoding="utf-8", newline="") as file:
        return tuple(
            DistrictFacts(
                row["code"], row["name"], row["province"], row["city"],
                int(row["streets_total"]), int(row["communities_total"]),
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def find_districts(words: str, limit: int = 20) -> list[DistrictFacts]:
    """Districts whose code begins with the text or whose full name contains every word of it."""
    parts = words.split()
    found = (
        facts
        for facts in all_districts()
        if all(facts.code.startswith(part) or part in facts.full_name for part in parts)
    )
    return [facts for facts, _ in zip(found, range(limit), strict=False)]


def district_facts(code: str) -> DistrictFacts:
    """One district of the national table, or ``NotFound``."""
    wanted = normal_code(code)
    for facts in all_districts():
        if facts.code == wanted:
            return facts
    raise NotFound(f"区划数据中没有代码为 {wanted} 的区，请核对代码。", field="code")


def read_district(code: str) -> list[Division]:
    """All places of one district, itself first; from its own file if there is one, else out of the national table."""
    facts = district_facts(code)
    prefix = facts.code[:6]
    for own in DATA.glob(f"{prefix}-*.csv"):
        with own.open(encoding="utf-8", newline="") as file:
            return list(_rows(csv.DictReader(file)))
    with gzip.open(ALL, "rt", encoding="utf-8", newline="") as file:
        heading = next(file)
        # The table is sorted, and no name holds a line break, so lines can be chosen before they are parsed.
        return list(_rows(csv.DictReader([heading, *_block(file, prefix)])))


def _block(lines: Iterable[str], prefix: str) -> Iterator[str]:
    for line in lines:
        start = line[:6]
        if start == prefix:
            yield line
        elif start > prefix:
            return


def _rows(reader: "csv.DictReader[str]") -> Iterator[Division]:
    for row in reader:
        yield Division(row["code"], row["name"], LEVELS[row["level"]], row["parent_code"])


def parse_table(content: bytes) -> list[Division]:
    """Read a corrected table: CSV in UTF-8 or GB 18030 with the columns code, name, level, parent_code (or in Chinese).

    The columns former_code and successor_code may be missing.
    Raises ``InvalidInput`` that names the line for a missing column, a malformed code, an empty or long name, an
    unknown level or a code that comes twice.
    """
    if len(content) > LARGEST_FILE:
        raise InvalidInput("文件超过 2 MB，请核对是否为本区的区划表。", field="file")
    reader = csv.DictReader(io.StringIO(_decode(content), newline=""), restkey="_more")
    columns = {name: HEADINGS.get(name.strip(), name.strip().lower()) for name in reader.fieldnames or ()}
    if missing := [name for name in NEEDED if name not in columns.values()]:
        raise InvalidInput(
            f"表头缺少 {'、'.join(missing)}；应有四列：代码(code)、名称(name)、层级(level)、上级代码(parent_code)。",
            field="file",
        )
    found: dict[str, Division] = {}
    try:
        for raw in reader:
            values = {columns[name]: (text or "").strip() for name, text in raw.items() if name in columns}
            if not any(values.values()):
                continue
            division = _division(values, reader.line_num)
            if division.code in found:
                raise InvalidInput(f"第 {reader.line_num} 行：代码 {division.code} 重复出现。", field="file")
            found[division.code] = division
            if len(found) > MOST_ROWS:
                raise InvalidInput(f"表中超过 {MOST_ROWS} 行，请核对是否为本区的区划表。", field="file")
    except csv.Error as error:
        raise InvalidInput(f"第 {reader.line_num} 行无法读取，请另存为标准 CSV 后重试。", field="file") from error
    if not found:
        raise InvalidInput("表中没有数据。", field="file")
    return list(found.values())


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InvalidInput("文件不是文本格式的 CSV，请在 Excel 中另存为“CSV UTF-8”。", field="file")


def _division(values: dict[str, str], line: int) -> Division:
    def wrong(what: str) -> InvalidInput:
        return InvalidInput(f"第 {line} 行：{what}", field="file")

    code, name, parent, former, successor = (
        values.get(key, "") for key in ("code", "name", "parent_code", "former_code", "successor_code")
    )
    level = LEVELS.get(values["level"])
    if not name or len(name) > 60 or not name.isprintable():
        raise wrong("名称应为 1—60 个字。")
    if level is None:
        raise wrong(f"层级“{values['level'][:20]}”不认识，应为 区、街道、社区、片区或网格。")
    if not code_fits(code, level):
        raise wrong(f"代码“{code[:20]}”不对：{CODE_RULE}")
    # What lies above has twelve digits, except a 片区 with a code of the district's own.
    if parent and not code_fits(parent, "area"):
        raise wrong(f"上级代码“{parent[:20]}”不对：{CODE_RULE}")
    if former and not code_fits(former, level):
        raise wrong(f"原代码“{former[:20]}”不对：{CODE_RULE}")
    # A 网格 can go to the 社区 above it, so the code has the form of the place's own level or of one above.
    if successor and not code_fits(successor, level):
        raise wrong(f"并入“{successor[:20]}”不对，应填写接收组织的代码：{CODE_RULE}")
    if former and successor:
        raise wrong("“原代码”和“并入”不能同时填写：换过代码的填原代码，撤销并入别处的填并入。")
    return Division(code, name, level, parent, former, successor)

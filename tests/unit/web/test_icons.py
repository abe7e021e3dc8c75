"""Every icon that is named is one of the font's: a wrong name would show nothing, and no error."""

import re
from pathlib import Path

from core.duedates import due_kinds
from core.waiting import all_kinds

ROOT = Path(__file__).parents[3]
NAMED = re.compile(r'\bicon="([a-z0-9-]+)"|\bChip\([^)"]*"[^"]*",\s*\w+,\s*"([a-z0-9-]+)"|{% icon "([a-z0-9-]+)"')
OF_STATES = re.compile(r'\((?:INK|GREEN|RED|BLUE|GREY|AMBER),\s*"([a-z0-9-]+)"\)')


def test_every_icon_exists() -> None:
    sheet = ROOT / "node_modules/@tabler/icons-webfont/dist/tabler-icons.css"
    known = set(re.findall(r"\.ti-([a-z0-9-]+):before", sheet.read_text("utf-8")))
    named = {kind.icon for kind in all_kinds()} | {kind.icon for kind in due_kinds()}
    web = ROOT / "platform/web"
    for file in [*web.rglob("*.py"), *web.rglob("*.html")]:
        text = file.read_text("utf-8")
        named |= {name for groups in NAMED.findall(text) for name in groups if name}
        named |= set(OF_STATES.findall(text))
    assert len(named) > 100
    assert named - known == set()

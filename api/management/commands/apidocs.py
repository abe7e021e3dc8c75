"""Write the reference of the interface as files that a browser opens without a server."""

from pathlib import Path
from shutil import copyfile
from typing import Any

from django.contrib.staticfiles.finders import find
from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.docs import pages


class Command(BaseCommand):
    help = "把接口文档写成一个可以离线打开的文件夹。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="写到哪里；应当不存在或为空")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} 已有内容，请换一个文件夹。")
        folder.mkdir(parents=True, exist_ok=True)
        sheets = [Path(name).name for name in pages.STYLES]
        for name, sheet in zip(pages.STYLES, sheets, strict=True):
            source = find(name)
            assert isinstance(source, str), "the styles are part of the code"
            copyfile(source, folder / sheet)
        count = 0
        for file in pages.files():
            (folder / file).write_text(pages.page(file, sheets) or "", encoding="utf-8")
            count += 1
        for name, text in pages.SCHEMAS.items():
            (folder / name).write_text(text(), encoding="utf-8")
        for name, program in pages.examples().items():
            target = folder / "examples" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(program, target)
        self.stdout.write(f"已写出 {count} 页，请打开 {folder / pages.INDEX}。")

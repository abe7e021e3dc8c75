"""What was kept as a code is kept as the word of the district's list."""

from typing import Any

from django.db import migrations

WORDS = {
    "policy": "政策文件",
    "study": "学习资料",
    "activity": "活动信息",
    "culture": "文化资源",
    "experience": "经验案例",
    "other": "其他",
}


def to_words(apps: Any, schema_editor: Any) -> None:
    materials = apps.get_model("materials", "Material").objects
    for code, word in WORDS.items():
        materials.filter(kind=code).update(kind=word)


def to_codes(apps: Any, schema_editor: Any) -> None:
    """A word of the district's own has no code but the last."""
    materials = apps.get_model("materials", "Material").objects
    for code, word in WORDS.items():
        materials.filter(kind=word).update(kind=code)
    materials.exclude(kind__in=WORDS).update(kind="other")


class Migration(migrations.Migration):
    dependencies = [("materials", "0002_kinds_of_the_district")]

    operations = [migrations.RunPython(to_words, to_codes)]

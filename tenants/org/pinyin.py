"""Sorting Chinese names: a stored key, because the database may have no Chinese collation."""

from pypinyin import lazy_pinyin


def sort_key(name: str, longest: int) -> str:
    """Syllables without tones, parted by blanks, so that 西安 (xi an) stands before 现 (xian); at most ``longest``."""
    return " ".join(lazy_pinyin(name)).lower()[:longest]

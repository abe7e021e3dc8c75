"""Sorting Chinese names: a stored key, because the database may have no Chinese collation."""


def sort_key(name: str, longest: int) -> str:
    """Syllables without tones, parted by blanks, so that 西安 (xi an) stands before 现 (xian); at most ``longest``."""
    # 50 MB of words, for a worker that may never enter a name.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name)).lower()[:longest]

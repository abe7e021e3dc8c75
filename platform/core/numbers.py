"""Numbers of records: in order within a year, never used twice."""

from django.db import connection


def next_number(series: str, year: int, pattern: str) -> str:
    """The next number of the series in that year, formatted with ``year`` and ``number``.

    Taken under a row lock inside the caller's transaction: no two callers get the same one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_numberseries (series, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (series, year) DO UPDATE SET last = core_numberseries.last + 1 RETURNING last",
            [series, year],
        )
        (number,) = cursor.fetchone()
    return pattern.format(year=year, number=number)

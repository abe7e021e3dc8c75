"""Districts are found in the national table, which comes with the platform."""

import pytest

from core.errors import InvalidInput
from tenants.divisions.table import all_districts, district_facts, find_districts, read_district


def test_the_national_table_is_whole():
    districts = all_districts()
    assert len(districts) == 975
    assert sum(d.streets for d in districts) == 12_773
    assert sum(d.communities for d in districts) == 180_226


@pytest.mark.parametrize("code", ["310106", "110101", "310115", "440106", "130602"])
def test_a_district_is_read_by_its_code(code):
    facts = district_facts(code)
    rows = read_district(code)
    assert rows[0].code == facts.code
    assert [r.level for r in rows].count("subdistrict") == facts.streets
    assert [r.level for r in rows].count("community") == facts.communities
    assert all(row.code.startswith(code) for row in rows)


def test_districts_are_found_by_code_and_by_name():
    assert [d.code for d in find_districts("310106")] == ["310106000000"]
    assert len(find_districts("鼓楼区")) == 4
    assert [d.full_name for d in find_districts("南京 鼓楼")] == ["江苏省南京市鼓楼区"]
    assert find_districts("没有这个区") == []


@pytest.mark.parametrize("code", ["31010", "abcdef", "310106001000", "", "３１０１０６"])
def test_bad_codes_are_refused(code):
    with pytest.raises(InvalidInput):
        district_facts(code)

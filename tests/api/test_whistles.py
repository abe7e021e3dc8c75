"""Appeals and whistles through the interface: a street's client registers, a department answers, the league is read."""

from callers import application, gid, person
from cast import Cast
from whistle_stories import appeal_in, response_in, whistle_in

from core.permissions import Perm
from linkage.appeals.models import Appeal


def test_a_hotlines_client_registers_and_follows_its_matters(cast: Cast) -> None:
    client = application(cast, cast.street_a, [Perm.VIEW, Perm.APPEAL_REGISTER])
    given = {
        "organization": gid(cast.community_a),
        "title": "路灯不亮",
        "content": "三盏路灯不亮。",
        "category": "市政设施",
        "channel": "HOTLINE",
        "sourceNumber": "RX-9",
    }
    text = """mutation ($input: AppealRegisterInput!) { appealRegister(input: $input) {
        appeal { id number urgency status dueOn light raisedIn { name } organization { name } }
        errors { code field message } } }"""
    found = client.ask(text, input=given)["appealRegister"]
    assert found["errors"] == []
    assert found["appeal"]["raisedIn"] == {"name": "新安居委会"}
    assert (found["appeal"]["urgency"], found["appeal"]["status"]) == ("NORMAL", "REGISTERED")
    (error,) = client.ask(text, input=given)["appealRegister"]["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", "sourceNumber")
    wrong = {**given, "sourceNumber": "RX-10", "content": "请打13812345678"}
    (error,) = client.ask(text, input=wrong)["appealRegister"]["errors"]
    assert (error["field"], "手机号" in error["message"]) == ("content", True)
    assert Appeal.objects.count() == 1
    listed = client.ask('{ appeals(first: 5, sourceNumber: "RX-9") { nodes { title statusLabel answeredAt } } }')
    assert listed["appeals"]["nodes"] == [{"title": "路灯不亮", "statusLabel": "待受理", "answeredAt": None}]
    refused = client.post(
        "mutation ($input: AppealAcceptInput!) { appealAccept(input: $input) { errors { code } } }",
        {"input": {"id": found["appeal"]["id"]}},
    ).json()
    assert refused["data"]["appealAccept"]["errors"] == [{"code": "NOT_ALLOWED"}]


def test_filters_of_appeals_and_whistles(cast: Cast) -> None:
    appeal_in(cast, "closed")
    appeal_in(cast, "handling", urgency="critical", category="停车管理")
    whistle_in(cast, "assigned")
    whistle_in(cast, "collected")
    leader = person(cast.users["leader"])
    place, other = gid(cast.community_a), gid(cast.street_b)
    for query, expected in (
        ("appeals(first: 9, satisfaction: [SATISFIED])", 1),
        ('appeals(first: 9, category: "停车管理")', 1),
        ("appeals(first: 9, urgency: [CRITICAL], status: [HANDLING])", 1),
        (f'appeals(first: 9, within: "{place}")', 2),
        (f'appeals(first: 9, within: "{other}")', 0),
        (f'whistles(first: 9, department: "{gid(cast.department)}")', 1),
        ("whistles(first: 9, status: [COLLECTED])", 1),
        ("whistleResponses(first: 9, lead: true)", 1),
        (f'whistleResponses(first: 9, within: "{gid(cast.street_a)}", light: [SOON, STEADY, BEHIND])', 2),
    ):
        name = query.partition("(")[0]
        assert leader.ask(f"{{ {query} {{ totalCount }} }}")[name]["totalCount"] == expected, query


def test_the_league_and_a_response_with_its_files(cast: Cast) -> None:
    row = response_in(cast, "rated")
    police = person(cast.users["department"])
    text = """query ($id: ID!) { whistleResponse(id: $id) { onTime score result lead
        files(first: 5) { nodes { name url } } whistle { number responses(first: 5) { totalCount } } } }"""
    found = police.ask(text, id=gid(row))["whistleResponse"]
    assert (found["onTime"], found["score"], found["result"]) == (True, "90.98", "SOLVED")
    assert found["files"]["nodes"][0]["url"].startswith("/")
    assert found["whistle"]["responses"]["totalCount"] == 2
    league = "{ whistleLeague { quarter lines { name called rated inTime solved points } } }"
    lines = police.ask(league)["whistleLeague"]["lines"]
    assert lines[0]["name"] == "区公安分局"
    assert (lines[0]["called"], lines[0]["points"]) == (1, "90.98")
    assert person(cast.users["street_b"]).ask(league)["whistleLeague"]["lines"] == []
    wrong = police.post('{ whistleLeague(quarter: "2026") { quarter } }').json()
    assert wrong["errors"][0]["extensions"]["code"] == "INVALID_INPUT"

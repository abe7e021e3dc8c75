"""五项权力 (S2 §二(二)): a street is consulted about the head of its police station, proposes, and appraises it."""

from cast import Cast

from core.periods import today
from linkage.consultations.models import Consultation, OutpostAppraisal
from tests.walks.test_clusters import signed_in


def test_asked_agreed_answered_proposed_and_appraised(cast: Cast, django_assert_max_num_queries) -> None:
    police, street, office = (signed_in(cast, name) for name in ("department", "street_a", "office"))
    given = {
        "kind": "appointment", "title": "派出所所长人选", "content": "拟任命高某。", "candidate": "高某",
        "department": cast.department.pk, "outpost": cast.outpost_a.pk,
    }  # fmt: skip
    assert police.get("/consultations/new/").context["form"].initial["department"] == cast.department.pk
    assert police.post("/consultations/new/", {**given, "candidate": ""}).status_code == 422
    assert police.post("/consultations/new/", given).status_code == 302
    row = Consultation.objects.get()
    assert row.organization == cast.street_a

    assert street.get("/consultations/?waits=opine").context["page"].paginator.count == 1
    assert [act.verb for act, _ in street.get(f"/consultations/{row.pk}/").context["acts"]] == ["opine"]
    assert street.post(f"/consultations/{row.pk}/opine/", {"opinion": "disagree", "reason": ""}).status_code == 422
    street.post(f"/consultations/{row.pk}/opine/", {"opinion": "agree", "reason": "熟悉辖区"})
    assert [act.verb for act, _ in police.get(f"/consultations/{row.pk}/").context["acts"]] == ["reply", "withdraw"]
    police.post(f"/consultations/{row.pk}/reply/", {"adopted": "yes", "reply": "按程序任命"})
    row.refresh_from_db()
    assert (row.status, row.adopted) == ("closed", "yes")
    assert street.get(f"/consultations/{row.pk}/sheet/")["Content-Type"].endswith("wordprocessingml.document")
    assert signed_in(cast, "street_b").get(f"/consultations/{row.pk}/sheet/").status_code == 404
    assert signed_in(cast, "outpost_a").get(f"/consultations/{row.pk}/").status_code == 404

    proposal = {"kind": "project", "organization": cast.street_a.pk, "title": "增设停车位", "content": "闲置地块。"}
    assert street.post("/consultations/propose/", proposal).status_code == 302
    mine = Consultation.objects.get(proposed=True)
    office.post(f"/consultations/{mine.pk}/reply/", {"adopted": "no", "reply": "该地块已有规划"})
    assert "该地块已有规划" in street.get(f"/consultations/{mine.pk}/").text
    with django_assert_max_num_queries(12):
        assert office.get("/consultations/?sort=-light_on&col=reason").context["page"].paginator.count == 2
    assert office.get("/consultations/?export=xlsx").status_code == 200

    mark = {"outpost": cast.outpost_a.pk, "year": today().year, "score": "92.5", "words": "出警及时"}
    assert street.post("/outpost-appraisals/new/", {**mark, "score": "101"}).status_code == 422
    assert street.post("/outpost-appraisals/new/", mark).status_code == 302
    made = OutpostAppraisal.objects.get()
    street.post(f"/outpost-appraisals/{made.pk}/revise/", {"score": "95", "words": "联动有力"})
    for who in ("department", "outpost_a", "office"):
        assert "联动有力" in signed_in(cast, who).get(f"/outpost-appraisals/{made.pk}/").text
    assert signed_in(cast, "street_b").get(f"/outpost-appraisals/{made.pk}/").status_code == 404
    assert office.get("/outpost-appraisals/").context["page"].paginator.count == 1

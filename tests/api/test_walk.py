"""The loop as third-party clients walk it, in both directions."""

from base64 import b64encode
from datetime import timedelta

from callers import Caller, application, gid, person
from cast import Cast
from samples import png

from core.periods import today
from core.permissions import Perm
from resources.models import Claim, Need, Resource

PLACE = [
    Perm.VIEW,
    Perm.LISTING_EDIT,
    Perm.LISTING_REVIEW,
    Perm.CLAIM_PROPOSE,
    Perm.CLAIM_CONFIRM,
    Perm.CLAIM_FULFIL,
    Perm.CLAIM_EVALUATE,
    Perm.AGREEMENT_EDIT,
    Perm.AGREEMENT_SIGN,
]
PHOTO = {"name": "现场照片.png", "contentBase64": b64encode(png()).decode()}


def done(payload: dict) -> dict:
    assert payload["errors"] == []
    return payload


def listing(owner: object, title: str, quantity: str) -> dict:
    due = (today() + timedelta(days=30)).isoformat()
    return {
        "owner": gid(owner),
        "title": title,
        "category": "VENUE",
        "quantity": quantity,
        "measure": "小时",
        "dueOn": due,
    }


def agreed(cast: Cast, street: Caller, unit: Caller) -> dict:
    """An agreement between street A and unit A, signed by both, with one commitment."""
    start, end = today(), today() + timedelta(days=365)
    made = done(
        street.do(
            "agreementCreate",
            "agreement { id status parties { nodes { id name } } }",
            organization=gid(cast.street_a),
            title="共建协议",
            aim="开放场地",
            activeFrom=start.isoformat(),
            activeTo=end.isoformat(),
            parties=[{"party": gid(cast.unit_a), "duties": "提供场地"}],
            commitments=[
                {
                    "party": gid(cast.unit_a),
                    "title": "开放操场",
                    "quantity": "40",
                    "measure": "小时",
                    "dueOn": end.isoformat(),
                }
            ],
        )
    )["agreement"]
    assert made["status"] == "DRAFT"
    done(street.do("agreementPropose", id=made["id"]))
    done(street.do("agreementSign", id=made["id"]))
    select = "agreement { id statusLabel commitments { nodes { id done } } }"
    signed = done(unit.do("agreementSign", select, id=made["id"]))["agreement"]
    assert signed["statusLabel"] == "履行中"
    return signed


def test_a_units_help_reaches_the_agreement(cast: Cast) -> None:
    street = application(cast, cast.street_a, PLACE)
    community = application(cast, cast.community_a, PLACE)
    unit = application(cast, cast.unit_a, PLACE)
    agreement = agreed(cast, street, unit)
    commitment = agreement["commitments"]["nodes"][0]["id"]

    need = done(community.do("needCreate", "need { id version }", **listing(cast.community_a, "周末操场", "30")))[
        "need"
    ]
    done(community.do("needSubmit", id=need["id"], version=need["version"]))
    assert unit.ask("{ needs { nodes { id } } }")["needs"]["nodes"] == []
    done(street.do("needPublish", id=need["id"]))
    seen = unit.ask("{ needs(claimable: true) { totalCount nodes { id ownerName remaining } } }")["needs"]
    assert seen == {
        "totalCount": 1,
        "nodes": [{"id": need["id"], "ownerName": "新安居委会", "remaining": "30.00"}],
    }

    claim = done(
        unit.do(
            "claimPropose",
            "claim { id status need { stage remaining } commitment { title } }",
            target=need["id"],
            claimant=gid(cast.unit_a),
            quantity="20",
            commitment=commitment,
        )
    )["claim"]
    assert claim["status"] == "PROPOSED"
    assert claim["need"] == {"stage": "部分认领", "remaining": "10.00"}
    assert claim["commitment"] == {"title": "开放操场"}
    done(street.do("claimConfirm", id=claim["id"]))
    select = "claim { status evidence { nodes { name size url } } }"
    fulfilled = done(unit.do("claimFulfil", select, id=claim["id"], outcome="四个周末", evidence=[PHOTO]))["claim"]
    (file,) = fulfilled["evidence"]["nodes"]
    response = street.get(file["url"])
    assert b"".join(response.streaming_content) == png()
    assert response["Content-Disposition"].startswith("attachment")
    done(community.do("claimEvaluate", id=claim["id"], score=5, words="很好"))
    closed = done(unit.do("claimEvaluate", "claim { statusLabel }", id=claim["id"], score=4))["claim"]
    assert closed["statusLabel"] == "已办结"

    told = street.ask(
        """query ($id: ID!) { claim(id: $id) {
            evaluations { nodes { side score words } }
            history(orderBy: OLDEST) { nodes { what actor } }
            commitment { done shareDone }
        } }""",
        id=claim["id"],
    )["claim"]
    assert [e["score"] for e in told["evaluations"]["nodes"]] == [5, 4]
    assert told["commitment"] == {"done": "20.00", "shareDone": "0.500"}
    assert [line["what"] for line in told["history"]["nodes"]] == [
        "提出认领 20小时",
        "确认认领 20小时",
        "提交完成情况 20小时",
        "评价 5 分",
        "评价 4 分",
        "双方评价完毕，认领办结 20小时",
    ]
    assert told["history"]["nodes"][0]["actor"] == "应用 应用 江宁中学"
    assert Claim.objects.get().status == "closed"
    assert Need.objects.get().fulfilled == 20


def test_a_community_claims_what_a_unit_offers(cast: Cast) -> None:
    unit = application(cast, cast.unit_a, PLACE)
    community, street = person(cast.users["community_a"]), person(cast.users["street_a"])
    made = done(unit.do("resourceCreate", "resource { id }", **listing(cast.unit_a, "志愿者", "3")))["resource"]
    done(unit.do("resourceSubmit", id=made["id"]))
    done(street.do("resourcePublish", id=made["id"]))
    values = {"target": made["id"], "claimant": gid(cast.community_a), "quantity": "3"}
    claim = done(community.do("claimPropose", "claim { id }", **values))["claim"]
    done(unit.do("claimConfirm", id=claim["id"]))
    done(unit.do("claimFulfil", id=claim["id"], outcome="已上门三次", evidence=[PHOTO]))
    done(unit.do("claimEvaluate", id=claim["id"], score=5))
    done(community.do("claimEvaluate", id=claim["id"], score=5))
    assert Resource.objects.get().status == "closed"

"""Files by signed addresses: for one caller, one file, one district and a few minutes; uploads for one time."""

import logging
from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.conf import settings
from django.core import signing
from django.db import connection
from django.test import Client as Http
from django_tenants.utils import schema_context
from openpyxl import load_workbook
from quarters import IN_Q3, closed_claim, drafted, issued
from samples import png
from stories import claim_in, staged_in

from api.actions.clients import client_disable
from api.addresses import EVIDENCE, address_of
from api.models import Client
from core.events import at_moment, now
from core.masking import HideSignatures, masked, without_signatures
from core.permissions import Perm
from resources.actions import uploads
from resources.models import Claim, Evidence, StagedFile
from resources.tasks import sweep
from tenants.accounts.actions.users import user_deactivate
from tenants.accounts.models import User
from tenants.org.actions.posts import post_end

HOST = f"{SCHEMA}.localhost"
URLS = "{ evidenceFiles { nodes { url } } }"
UPLOADER = [Perm.VIEW, Perm.CLAIM_FULFIL]


def fetch(address: str, host: str = HOST) -> Any:
    """Whoever holds the address, without session or token."""
    return Caller(Http(), host).get(address)


def put(address: str, content: bytes, host: str = HOST, **headers: Any) -> Any:
    with schema_context(connection.schema_name):
        return Http().put(address, content, content_type="application/octet-stream", HTTP_HOST=host, **headers)


def error_of(response: Any) -> tuple[str, str]:
    (error,) = response.json()["errors"]
    return error["extensions"]["code"], error["message"]


def url_of_evidence(cast: Cast, who: str = "unit_a") -> str:
    claim_in(cast, "fulfilled")
    (node,) = person(cast.users[who]).ask(URLS)["evidenceFiles"]["nodes"]
    return str(node["url"])


def announce(caller: Caller, content: bytes, name: str = "签到表.png") -> dict[str, Any]:
    select = "stagedFile { id name receivedAt } address expiresAt accepts filesLeft bytesLeft"
    told: dict[str, Any] = caller.do("uploadCreate", select, name=name, size=len(content))
    return told


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let so many seconds pass for addresses."""
    moment = signing.time.time()

    def pass_(seconds: float) -> None:
        monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: moment + seconds))

    return pass_


class TestDownload:
    def test_an_address_opens_without_a_token(self, cast: Cast) -> None:
        response = fetch(url_of_evidence(cast))
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == png()
        assert response["Content-Type"] == "image/png"
        assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('现场照片.png')}"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Referrer-Policy"] == "no-referrer"

    def test_only_who_sees_the_claim_is_given_an_address(self, cast: Cast) -> None:
        claim_in(cast, "fulfilled")
        for name, count in {"unit_a": 1, "community_a": 1, "street_a": 1, "unit_b": 0, "street_b": 0}.items():
            assert len(person(cast.users[name]).ask(URLS)["evidenceFiles"]["nodes"]) == count, name

    def test_an_address_that_should_not_have_been_made_opens_nothing(self, cast: Cast) -> None:
        claim_in(cast, "fulfilled")
        address = address_of(cast.actor("unit_b"), EVIDENCE, Evidence.objects.get().pk)
        assert fetch(address).status_code == 404

    def test_it_ends_after_ten_minutes(self, cast: Cast, later: Any) -> None:
        address = url_of_evidence(cast)
        later(settings.FILE_ADDRESS_SECONDS - 5)
        assert fetch(address).status_code == 200
        later(settings.FILE_ADDRESS_SECONDS + 5)
        assert fetch(address).status_code == 404
        assert "地址已过期" in error_of(fetch(address))[1]

    def test_it_is_good_in_its_district_only(self, cast: Cast, neighbour: Cast) -> None:
        address = url_of_evidence(cast)
        with schema_context(NEIGHBOUR):
            claim_in(neighbour, "fulfilled")
        response = fetch(address, f"{NEIGHBOUR}.localhost")
        assert response.status_code == 404
        assert "地址不正确" in error_of(response)[1]

    def test_what_was_changed_or_made_up_opens_nothing(self, cast: Cast) -> None:
        address = url_of_evidence(cast)
        folder, _, signed = address.rpartition("/")
        content, stamp, signature = signed.split(":")
        forged = signing.TimestampSigner(key="x" * 50, salt="api.addresses").sign_object([SCHEMA, EVIDENCE, 1, 1])
        elsewhere = signing.TimestampSigner(salt="other").sign_object([SCHEMA, EVIDENCE, 1, 1])
        for bad in ("x", f"{content}x:{stamp}:{signature}", f"{content}:{stamp}x:{signature}", forged, elsewhere):
            assert fetch(f"{folder}/{bad}").status_code == 404, bad
        for path in ("../../etc/passwd", "%2e%2e%2f%2e%2e%2fsecret_key", "evidence/1", "%00"):
            assert fetch(f"{folder}/{path}").status_code == 404, path
        assert Http().post(address, HTTP_HOST=HOST).status_code == 405

    def test_it_ends_with_the_account_and_with_its_rights(self, cast: Cast) -> None:
        address = url_of_evidence(cast)
        unit = cast.users["unit_a"]
        post_end(actor=cast.actor("security"), post=unit.posts.get(), ends_on=now().date(), reason="调离")
        assert fetch(address).status_code == 404
        (node,) = person(cast.users["community_a"]).ask(URLS)["evidenceFiles"]["nodes"]
        assert fetch(node["url"]).status_code == 200
        user_deactivate(actor=cast.actor("system"), user=cast.users["community_a"], reason="调离")
        assert fetch(node["url"]).status_code == 404

    def test_it_ends_with_the_client(self, cast: Cast) -> None:
        claim_in(cast, "fulfilled")
        client = application(cast, cast.unit_a, [Perm.VIEW])
        (node,) = client.ask(URLS)["evidenceFiles"]["nodes"]
        assert fetch(node["url"]).status_code == 200
        client_disable(actor=cast.actor("security"), client=Client.objects.get(), reason="停用")
        assert fetch(node["url"]).status_code == 404

    def test_a_file_that_is_lost_is_told(self, cast: Cast) -> None:
        address = url_of_evidence(cast)
        Path(Evidence.objects.get().file.path).unlink()
        assert error_of(fetch(address)) == ("NOT_FOUND", "文件已不在，请联系管理员从备份中恢复。")

    def test_too_many_are_slowed_down(self, cast: Cast, settings: Any) -> None:
        address = url_of_evidence(cast)
        settings.GRAPHQL_REQUESTS_PER_MINUTE = 2
        assert [fetch(address).status_code for _ in range(3)] == [200, 200, 429]

    def test_an_issued_report_is_read_in_word_and_excel(self, cast: Cast) -> None:
        issued(cast)
        client = application(cast, cast.community_a, [Perm.VIEW])
        urls = client.ask("{ reports(first: 1) { nodes { wordUrl excelUrl } } }")["reports"]["nodes"][0]
        for url in urls.values():
            response = fetch(url)
            assert response.status_code == 200
            assert b"".join(response.streaming_content)[:2] == b"PK"
        # A unit has its own record and sees no report; nor does a client that may not view.
        for scopes, place in (([Perm.VIEW], cast.unit_a), ([Perm.LISTING_EDIT], cast.community_a)):
            other = application(cast, place, scopes, name="另一应用" + str(place))
            assert other.ask("{ reports { nodes { wordUrl } } }")["reports"]["nodes"] == []

    def test_who_reads_reports_alone_gets_no_list_of_claims(self, cast: Cast) -> None:
        """The list of what was counted names claims and agreements, with those who acted."""
        closed_claim(cast, at=IN_Q3)
        issued(cast)
        for scope, told in ((Perm.VIEW, True), ("report.view", False)):
            client = application(cast, cast.street_a, [scope], name=f"报表 {scope}")
            (node,) = client.ask("{ reports(first: 1) { nodes { excelUrl } } }")["reports"]["nodes"]
            book = load_workbook(BytesIO(b"".join(fetch(node["excelUrl"]).streaming_content)))
            assert (book["计数明细"].max_row > 1) is told

    def test_an_address_opens_no_more_than_its_token_read(self, cast: Cast) -> None:
        client = application(cast, cast.community_a, ["claim.view"])
        claim_in(cast, "closed")
        (claim,) = client.ask("{ claims { nodes { evidence { nodes { url } } } } }")["claims"]["nodes"]
        address = claim["evidence"]["nodes"][0]["url"]
        assert fetch(address).status_code == 200
        Client.objects.update(scopes=["report.view"])
        assert fetch(address).status_code == 404

    def test_a_draft_has_no_document(self, cast: Cast) -> None:
        drafted(cast)
        nodes = person(cast.users["street_a"]).ask("{ reports { nodes { wordUrl excelUrl } } }")["reports"]["nodes"]
        assert nodes == [{"wordUrl": None, "excelUrl": None}]


class TestUpload:
    def test_from_the_announcement_to_the_evidence(self, cast: Cast) -> None:
        claim = claim_in(cast, "confirmed")
        client = application(cast, cast.unit_a, UPLOADER)
        told = announce(client, png(7), name="..\\..\\/签到表.png")
        assert told["stagedFile"]["name"] == "签到表.png"
        assert "image/png" in told["accepts"]
        assert told["filesLeft"] == uploads.FILES_PER_HOUR - 1
        assert told["bytesLeft"] == uploads.BYTES_PER_HOUR - len(png(7))
        sent = put(told["address"], png(7))
        assert sent.status_code == 201
        assert sent.json()["id"] == told["stagedFile"]["id"]
        assert sent.json()["contentType"] == "image/png"
        staged = Path(StagedFile.objects.get().file.path)
        assert staged.parent == Path(settings.MEDIA_ROOT) / SCHEMA / "staged"
        select = "claim { status evidence { nodes { name url sha256 } } }"
        done = client.do("claimFulfil", select, id=gid(claim), outcome="已完成", uploads=[sent.json()["id"]])
        assert done["errors"] == []
        (file,) = done["claim"]["evidence"]["nodes"]
        assert (file["name"], file["sha256"]) == ("签到表.png", sent.json()["sha256"])
        assert b"".join(fetch(file["url"]).streaming_content) == png(7)

    def test_both_ways_together(self, cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
        claim = claim_in(cast, "confirmed")
        staged = staged_in(cast, shade=60)
        inline = [{"name": "同一份.png", "contentBase64": b64encode(png(60)).decode()}]
        given = {"id": gid(claim), "outcome": "已完成", "evidence": inline, "uploads": [gid(staged)] * 2}
        with django_capture_on_commit_callbacks(execute=True):
            assert person(cast.users["unit_a"]).do("claimFulfil", **given)["errors"] == []
        assert claim.evidence.count() == 1
        staged.refresh_from_db()
        assert staged.used_at is not None
        assert not Path(staged.file.path).exists(), "the bytes lie with the evidence now"

    def test_an_address_takes_one_file_once(self, cast: Cast) -> None:
        told = announce(person(cast.users["unit_a"]), png())
        assert put(told["address"], png()).status_code == 201
        again = put(told["address"], png(9))
        assert error_of(again)[0] == "WRONG_STATE"
        assert StagedFile.objects.get().sha256 == uploads.digest_of(png())

    def test_a_file_is_used_once(self, cast: Cast) -> None:
        staged = staged_in(cast)
        unit = person(cast.users["unit_a"])
        for expected in (None, "WRONG_STATE"):
            given = {"id": gid(claim_in(cast, "confirmed")), "outcome": "已完成", "uploads": [gid(staged)]}
            errors = unit.do("claimFulfil", **given)["errors"]
            assert [error["code"] for error in errors] == ([expected] if expected else [])
        assert errors[0]["field"] == "uploads"

    def test_what_does_not_keep_to_the_announcement_is_refused(self, cast: Cast) -> None:
        unit = person(cast.users["unit_a"])
        page = b"<script>alert(1)</script>"
        for announced, sent in ((png(), png()[:-3]), (png(), png() + b"x"), (png(), b""), (page, page)):
            told = announce(unit, announced)
            response = put(told["address"], sent)
            assert response.status_code == 400
            assert error_of(response)[0] == "INVALID_INPUT"
        assert not StagedFile.objects.exclude(received_at=None).exists()
        assert not list((Path(settings.MEDIA_ROOT)).rglob("staged/*"))
        assert put(told["address"], png(), CONTENT_LENGTH="-1").status_code == 400
        assert put(told["address"], png(), CONTENT_LENGTH="1e9").status_code == 400

    def test_a_line_that_breaks_leaves_the_address_for_another_try(self, cast: Cast) -> None:
        class Broken(BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                raise OSError("connection reset")

        told = announce(person(cast.users["unit_a"]), png())
        for body in (Broken(), BytesIO(png()[:-3])):
            response = put(told["address"], png(), **{"wsgi.input": body})
            assert error_of(response)[0] == "INVALID_INPUT"
        assert put(told["address"], png()).status_code == 201

    @pytest.mark.parametrize("size", [0, -1, 10 * 1024 * 1024 + 1])
    def test_a_size_that_cannot_be_is_refused_at_once(self, cast: Cast, size: int) -> None:
        (error,) = person(cast.users["unit_a"]).do("uploadCreate", name="a.png", size=size)["errors"]
        assert (error["code"], error["field"]) == ("INVALID_INPUT", "size")

    def test_it_ends_after_ten_minutes(self, cast: Cast, later: Any) -> None:
        told = announce(person(cast.users["unit_a"]), png())
        later(settings.FILE_ADDRESS_SECONDS + 5)
        assert error_of(put(told["address"], png()))[0] == "NOT_FOUND"

    def test_an_address_for_reading_takes_nothing_and_one_for_sending_gives_nothing(self, cast: Cast) -> None:
        reading = url_of_evidence(cast)
        sending = announce(person(cast.users["unit_a"]), png())["address"]
        assert put(reading.replace("/files/", "/uploads/"), png()).status_code == 404
        assert fetch(sending.replace("/uploads/", "/files/")).status_code == 404
        assert fetch(sending).status_code == 405

    def test_somebody_elses_file_is_not_found(self, cast: Cast) -> None:
        staged = staged_in(cast, by="unit_b")
        claim = claim_in(cast, "confirmed")
        unit = person(cast.users["unit_a"])
        (error,) = unit.do("claimFulfil", id=gid(claim), outcome="已完成", uploads=[gid(staged)])["errors"]
        assert (error["code"], error["field"]) == ("NOT_FOUND", "uploads")
        query = "query ($id: ID!) { node(id: $id) { id } }"
        assert unit.post(query, {"id": gid(staged)}).json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
        assert Claim.objects.get(pk=claim.pk).status == "confirmed"

    def test_nothing_goes_into_another_district(self, cast: Cast, neighbour: Cast) -> None:
        told = announce(person(cast.users["unit_a"]), png())
        with schema_context(NEIGHBOUR):
            theirs = announce(person(neighbour.users["unit_a"], NEIGHBOUR), png())
        assert put(told["address"], png(), f"{NEIGHBOUR}.localhost").status_code == 404
        assert put(theirs["address"], png()).status_code == 404
        assert StagedFile.objects.get().received_at is None
        with schema_context(NEIGHBOUR):
            assert StagedFile.objects.get().received_at is None

    def test_who_may_only_look_uploads_nothing(self, cast: Cast) -> None:
        for caller in (application(cast, cast.root, [Perm.VIEW]), application(cast, cast.unit_a, [Perm.VIEW])):
            (error,) = caller.do("uploadCreate", name="a.png", size=1)["errors"]
            assert error["code"] == "NOT_ALLOWED"

    def test_the_hour_has_a_limit_for_each_caller(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(uploads, "FILES_PER_HOUR", 2)
        unit, other = person(cast.users["unit_a"]), person(cast.users["unit_b"])
        assert [announce(unit, png())["filesLeft"] for _ in range(2)] == [1, 0]
        (error,) = announce(unit, png())["errors"]
        assert (error["code"], error["field"]) == ("OVER_QUOTA", "size")
        assert "后再试" in error["message"]
        assert announce(other, png())["errors"] == []
        with at_moment(now() + timedelta(minutes=61)):
            assert announce(unit, png())["errors"] == []

    def test_the_bytes_of_the_hour_have_a_limit(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(uploads, "BYTES_PER_HOUR", 2 * len(png()) - 1)
        unit = person(cast.users["unit_a"])
        assert announce(unit, png())["bytesLeft"] == len(png()) - 1
        assert announce(unit, png())["errors"][0]["code"] == "OVER_QUOTA"


def test_what_is_not_used_is_deleted_after_a_day(cast: Cast) -> None:
    staged = staged_in(cast)
    lost = Path(staged.file.path).with_name("of-a-failed-transaction")
    lost.write_bytes(b"x")
    assert sweep(SCHEMA) == 0
    assert Path(staged.file.path).exists()
    with at_moment(now() + timedelta(hours=25)):
        assert sweep(SCHEMA) == 2
        assert sweep(SCHEMA) == 0
    assert not StagedFile.objects.exists()
    assert not Path(staged.file.path).exists()
    assert not lost.exists()


def test_a_district_without_uploads_has_nothing_to_delete(district: Any) -> None:
    assert sweep(SCHEMA) == 0


class TestTerms:
    """An address that was made for a client is bound to what the client is bound to."""

    ORIGIN = "https://screen.example.gov.cn"

    @pytest.fixture
    def address(self, cast: Cast) -> str:
        claim_in(cast, "fulfilled")
        caller = application(cast, cast.unit_a, UPLOADER)
        return str(caller.ask(URLS)["evidenceFiles"]["nodes"][0]["url"])

    def get(self, address: str, come_from: str, **headers: str) -> Any:
        with schema_context(connection.schema_name):
            return Http(REMOTE_ADDR=come_from).get(address, headers=headers, HTTP_HOST=HOST)

    def test_to_its_networks(self, address: str) -> None:
        Client.objects.update(networks=["10.1.2.0/24"])
        assert self.get(address, "10.1.2.7").status_code == 200
        refused = self.get(address, "10.9.9.9")
        assert refused.status_code == 403
        assert error_of(refused)[0] == "NETWORK_REFUSED"

    def test_uploads_as_well(self, cast: Cast) -> None:
        content = png()
        told = announce(application(cast, cast.unit_a, UPLOADER), content)
        Client.objects.update(networks=["10.1.2.0/24"])
        assert put(told["address"], content, REMOTE_ADDR="10.9.9.9").status_code == 403
        assert put(told["address"], content, REMOTE_ADDR="10.1.2.7").status_code == 201

    def test_to_its_last_day(self, address: str) -> None:
        Client.objects.update(expires_on="2020-01-01")
        assert self.get(address, "127.0.0.1").status_code == 404

    def test_to_its_origins(self, address: str) -> None:
        assert self.get(address, "127.0.0.1", Origin=self.ORIGIN).status_code == 403
        Client.objects.update(origins=[self.ORIGIN])
        response = self.get(address, "127.0.0.1", Origin=self.ORIGIN)
        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == self.ORIGIN
        assert self.get(address, "127.0.0.1").status_code == 200

    def test_those_of_people_are_bound_to_none(self, cast: Cast) -> None:
        assert self.get(url_of_evidence(cast), "10.9.9.9").status_code == 200


@pytest.mark.parametrize("path", ["files", "uploads"])
def test_no_log_has_the_signature(cast: Cast, caplog: pytest.LogCaptureFixture, path: str) -> None:
    """Django writes the path of each refused request; whoever reads the log could otherwise take the file."""
    address = url_of_evidence(cast)
    signature = address.rsplit("/", 1)[1]
    User.objects.update(is_active=False)
    changed = f"/graphql/{path}/{signature}"
    response = fetch(changed) if path == "files" else put(changed, b"x")
    assert response.status_code == 404
    assert f"/graphql/{path}/…" in caplog.text
    for part in (signature, quote(signature), signature.split(":")[-1]):
        assert part not in caplog.text


def test_masking() -> None:
    assert masked("Not Found: /graphql/files/abc:def:ghi?x=1 then") == "Not Found: /graphql/files/…?x=1 then"
    record = logging.LogRecord("x", 30, "f", 1, "%s: %s %d", ("A", "/graphql/uploads/secret", 7), None)
    assert HideSignatures().filter(record)
    assert record.getMessage() == "A: /graphql/uploads/… 7"
    event = {"request": {"url": "https://a/graphql/files/secret"}}
    assert without_signatures(event, None)["request"]["url"] == "https://a/graphql/files/…"

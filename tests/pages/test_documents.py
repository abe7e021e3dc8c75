"""Pages of registered documents."""

import json
from typing import Any

from callers import application, person
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tenants.utils import schema_context

from api.models import Client
from api.trusted.manifests import digest_of
from api.trusted.models import RegisteredDocument
from api.usage import counting
from core.permissions import Perm

ME = "query Who { me { kind } }"
NEEDS = "query Needs($n: Int = 5) { needs(first: $n) { nodes { title } } }"


def test_the_pages(cast: Cast) -> None:
    caller = application(cast, cast.street_a, [Perm.VIEW], name="街道小程序")
    client = Client.objects.get()
    http, host = person(cast.users["security"]).http, {"HTTP_HOST": caller.host}

    def page(path: str, data: Any = None) -> Any:
        with schema_context("jingan"):
            return http.get(path, **host) if data is None else http.post(path, data, **host)

    assert "还没有登记文档" in page("/documents/").content.decode()
    made = page("/documents/new/", {"client": client.pk, "name": "", "text": ME})
    document = RegisteredDocument.objects.get()
    assert made.status_code == 302
    assert document.text == ME
    assert page("/documents/new/", {"client": client.pk, "text": "{ nothing }"}).status_code == 422
    shown = page(f"/documents/{document.pk}/").content.decode()
    assert digest_of(ME) in shown
    assert "相符" in shown
    file = SimpleUploadedFile("manifest.json", json.dumps({digest_of(NEEDS): NEEDS}).encode())
    told = page(f"/documents/import/?client={client.pk}", {"client": client.pk, "manifest": file})
    assert told.status_code == 302
    assert "新登记 1 个，恢复 0 个，已有 0 个" in page(told.url).content.decode()
    for wrong in (b"{", b"\xff\xfe\x00", b""):
        bad = SimpleUploadedFile("manifest.json", wrong)
        assert page("/documents/import/", {"client": client.pk, "manifest": bad}).status_code == 422
    # Retiring asks, and says when the document was last used.
    assert "从未使用过" in page(f"/documents/{document.pk}/retire/").content.decode()
    assert caller.send({"documentId": digest_of(ME)}).status_code == 200
    counting.flush()
    assert "最近一次使用是" in page(f"/documents/{document.pk}/retire/").content.decode()
    assert page(f"/documents/{document.pk}/retire/", {"reason": "改版"}).status_code == 302
    document.refresh_from_db()
    assert document.status == "retired"
    assert page(f"/documents/{document.pk}/restore/", {}).status_code == 302
    assert "Needs" in page(f"/clients/{client.pk}/").content.decode()
    assert page(f"/clients/{client.pk}/only-registered/", {}).status_code == 302
    client.refresh_from_db()
    assert client.only_registered
    assert "只限已登记的文档" in page(f"/clients/{client.pk}/").content.decode()
    assert page(f"/clients/{client.pk}/any-document/", {}).status_code == 302
    for name in ("street_a", "audit", "system"):
        with schema_context("jingan"):
            assert person(cast.users[name]).http.get("/documents/", **host).status_code == 403

"""Pages of third-party clients: registered, limited, used, grouped rights, documents and origins."""

import re
from datetime import timedelta

from cast import Cast
from oauth2_provider.models import get_application_model

from api.actions.clients import client_register
from api.models import UNUSED_DAYS
from api.scopes import PermissionScopes, scopes_by_domain
from api.usage import counting
from core.events import now
from core.permissions import DOMAINS


def test_a_client_is_registered_its_secret_shown_once_and_changed(cast: Cast, browser) -> None:
    client = browser("security")
    given = {"name": "数据局", "purpose": "汇总", "organization": cast.street_a.pk, "unit": "", "scopes": ["view"]}
    page = client.post("/clients/new/", given).content.decode()
    secret = re.search(r"client_secret）</dt><dd><code>([^<]+)", page)[1]
    assert len(secret) > 20
    made = get_application_model().objects.get()
    record = client.get(f"/clients/{made.pk}/").content.decode()
    assert secret not in record
    assert "江宁路街道" in record
    again = client.post(f"/clients/{made.pk}/rotate/", {"hours": 0}).content.decode()
    assert secret not in again
    assert "client_secret" in again
    assert client.post(f"/clients/{made.pk}/disable/", {"reason": "到期"}).status_code == 302
    assert client.post(f"/clients/{made.pk}/rotate/", {"hours": 0}).status_code == 422
    assert client.post("/clients/new/", {**given, "scopes": ["user.edit"]}).status_code == 422
    assert client.post("/clients/new/", {**given, "unit": cast.unit_a.pk}).status_code == 422


def test_the_terms_of_a_client_stand_on_its_page(cast: Cast, browser) -> None:
    made, _ = client_register(
        actor=cast.actor("security"), name="数据局", purpose="汇总", at=cast.street_a, scopes=["view"]
    )
    client = browser("security")
    page = f"/clients/{made.pk}/"
    assert "停用旧密钥" not in client.get(page).content.decode()
    given = {"expires_on": "2099-12-31", "networks": "10.1.2.7\n10.1.3.0/24"}
    assert client.post(f"{page}limit/", given).status_code == 302
    shown = client.get(page).content.decode()
    assert "10.1.2.7/32、10.1.3.0/24" in shown
    assert "2099-12-31" in shown
    assert "限定第三方应用的期限和网络" in shown, "what was done to it stands beside it"
    form = client.get(f"{page}limit/").content.decode()
    assert 'value="2099-12-31"' in form
    assert "10.1.2.7/32\n10.1.3.0/24" in form
    for wrong in ({"networks": "nowhere"}, {"expires_on": "soon"}, {"expires_on": "2020-01-01"}):
        assert client.post(f"{page}limit/", {**given, **wrong}).status_code == 422
    for hours in ("", "-1", "x", "1000"):
        assert client.post(f"{page}rotate/", {"hours": hours}).status_code == 422
    assert "client_secret" in client.post(f"{page}rotate/", {"hours": "24"}).content.decode()
    shown = client.get(page).content.decode()
    assert "旧密钥有效至" in shown
    assert client.post(f"{page}drop-secret/").status_code == 302
    assert "停用旧密钥</button>" not in client.get(page).content.decode()
    made.refresh_from_db()
    assert (made.old_secret, made.old_secret_until) == ("", None)
    type(made).objects.update(expires_on="2020-01-01")
    assert "已到期" in client.get(page).content.decode()
    assert "已到期" in client.get("/clients/").content.decode()


def test_the_use_of_a_client_stands_on_its_page(cast: Cast, browser) -> None:
    made = [
        client_register(actor=cast.actor("security"), name=name, purpose="汇总", at=at, scopes=["view"])[0]
        for name, at in (("数据局", cast.street_a), ("老系统", cast.street_b))
    ]
    counting.forget()
    for outcome in (counting.Outcome.DONE, counting.Outcome.REFUSED):
        counting.count(f"client:{made[0].pk}", 1234, outcome)
    counting.flush()
    long_ago = now() - timedelta(days=UNUSED_DAYS + 1)
    type(made[1]).objects.filter(pk=made[1].pk).update(last_used_at=long_ago)
    client = browser("security")
    page = client.get(f"/clients/{made[0].pk}/").content.decode()
    assert "近 30 天的请求" in page
    assert '"values": [' + "0, " * 29 + "2]" in page
    assert '"values": [' + "0, " * 29 + "2468]" in page
    assert "90 天未使用" not in page
    assert "90 天未使用" in client.get(f"/clients/{made[1].pk}/").content.decode()
    listed = client.get("/clients/?sort=last_used_at").content.decode()
    assert listed.index("老系统") < listed.index("数据局")
    only = client.get("/clients/?unused=true").content.decode()
    assert "老系统" in only
    assert "数据局" not in only
    assert browser("street_a").get(f"/clients/{made[0].pk}/").status_code == 403


def test_the_rights_of_a_client_stand_under_their_domains(cast: Cast, browser) -> None:
    groups = scopes_by_domain()
    assert {scope for scopes in groups.values() for scope in scopes} == set(PermissionScopes().get_all_scopes())
    page = browser("security").get("/clients/new/").content.decode()
    places = [page.index(f">{domain}</p>") for domain in groups]
    assert places == sorted(places)
    for domain, scopes in groups.items():
        start = page.index(f">{domain}</p>")
        after = [place for place in places if place > start]
        part = page[start : after[0] if after else len(page)]
        assert [scope for scope in scopes if f'value="{scope}"' not in part] == []
    assert set(groups) <= set(DOMAINS.values())
    # Each is a domain and a verb, but for looking at things.
    assert all(scope == "view" or scope.count(".") == 1 for scopes in groups.values() for scope in scopes)


def test_the_origins_of_a_client_are_set_on_its_page(cast: Cast, browser) -> None:
    made, _ = client_register(
        actor=cast.actor("security"), name="数据局", purpose="汇总", at=cast.street_a, scopes=["view"]
    )
    client, page = browser("security"), f"/clients/{made.pk}/"
    given = {"expires_on": "", "networks": "", "origins": "https://screen.example.gov.cn\nhttp://10.1.2.3:8080"}
    assert client.post(f"{page}limit/", given).status_code == 302
    assert "https://screen.example.gov.cn、http://10.1.2.3:8080" in client.get(page).content.decode()
    assert "https://screen.example.gov.cn\nhttp://10.1.2.3:8080" in client.get(f"{page}limit/").content.decode()
    assert client.post(f"{page}limit/", {**given, "origins": "*"}).status_code == 422

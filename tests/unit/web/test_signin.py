"""Signing in, locking, forced change of password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenants.accounts import middleware

HOST = "jingan.localhost"
PASSWORD = "Liandong-2026"


@pytest.fixture
def user(cast):
    user = cast.users["street_a"]
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_sign_in_leads_back_to_the_page_asked_for(user):
    client = Client(HTTP_HOST=HOST)
    asked = client.get("/samples/?status=open")
    assert asked["Location"] == "/login/?next=/samples/%3Fstatus%3Dopen"
    assert "请先登录" in client.get(asked["Location"]).content.decode()
    assert sign_in(client, user.username, next="/samples/?status=open")["Location"] == "/samples/?status=open"


def test_sign_in_never_leads_elsewhere(user):
    assert sign_in(Client(HTTP_HOST=HOST), user.username, next="https://evil.example/")["Location"] == "/"


def test_mistake_does_not_say_which_half_was_wrong(user):
    client = Client(HTTP_HOST=HOST)
    wrong, unknown = sign_in(client, user.username, "x"), sign_in(client, "nobody", "x")
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "账号或密码不正确" in wrong.content.decode()


def test_five_mistakes_lock_even_for_the_right_password(user):
    client = Client(HTTP_HOST=HOST)
    for _ in range(5):
        last = sign_in(client, user.username, "wrong")
    assert last.status_code == 429
    assert "账号已锁定" in last.content.decode()
    assert sign_in(client, user.username).status_code == 429


def test_fragment_is_never_the_sign_in_form(cast):
    response = Client(HTTP_HOST=HOST).get("/samples/", headers={"HX-Request": "true", "HX-Target": "list"})
    assert response.status_code == 200
    assert response["HX-Redirect"].startswith("/login/")
    assert response.content == b""


def test_old_password_is_changed_before_anything_else(user):
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)
    assert client.get("/samples/").status_code == 200
    type(user).objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=181))
    assert client.get("/samples/")["Location"] == "/password/"
    assert "您的密码已到期" in client.get("/password/").content.decode()


def test_password_change(user):
    user.must_change_password = True
    user.save()
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)

    def change(new: str, again: str = "", old: str = PASSWORD):
        return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again or new})

    assert "原密码不正确" in change("Xinmima-2027", old="nope").content.decode()
    assert "不一致" in change("Xinmima-2027", "Xinmima-2028").content.decode()
    assert "不能与原密码相同" in change(PASSWORD).content.decode()
    assert "至少三种" in change("abcdefghijkl").content.decode()
    assert change("Xinmima-2027").status_code == 302
    user.refresh_from_db()
    assert not user.must_change_password
    assert client.get("/samples/").status_code == 200, "the session goes on"


def test_sign_out_needs_a_post(user):
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/samples/").status_code == 302


def test_session_of_one_district_is_worthless_in_another(user, neighbour):
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)
    client.cookies["sessionid"]["domain"] = ""
    assert client.get("/samples/").status_code == 200
    assert client.get("/samples/", headers={"host": "dongcheng.localhost"}).status_code == 302


def test_idle_session_is_explained(user, settings):
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)
    client.get("/samples/")
    session = client.session
    session["last_seen"] -= settings.SESSION_IDLE_MINUTES * 60 + 1
    session.save()
    page = client.get("/samples/", follow=True).content.decode()
    assert "30 分钟没有操作" in page


def test_what_a_page_asks_by_itself_is_no_use_of_the_session(user, monkeypatch):
    monkeypatch.setattr(middleware, "LAST_SEEN_SECONDS", 60)
    client = Client(HTTP_HOST=HOST)
    sign_in(client, user.username)
    client.get("/samples/")
    session = client.session
    session["last_seen"] -= 60
    session.save()
    was = session["last_seen"]
    client.get("/notices/unread/", headers={"X-Background": "1"})
    assert client.session["last_seen"] == was
    client.get("/notices/unread/")
    assert client.session["last_seen"] > was

"""Whatever the other side does, sending ends in time and says what happened; and it never reaches inside."""

import time
from pathlib import Path
from typing import Any

import pytest
from receiver import Receiver, certificate, drip, endless, garbage, never, receiving, reply

from api.hooks import addresses, sending
from api.hooks.addresses import Unreachable, clean_url, is_allowed, resolve
from api.hooks.sending import ANSWER_BYTES, send
from core.errors import InvalidInput

HEADERS = {"webhook-id": "msg_1"}


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("CONNECT", 1.0), ("READ", 0.5), ("TOTAL", 1.5)):
        monkeypatch.setattr(sending, name, seconds)


def test_what_was_sent_has_arrived(receiver: Receiver) -> None:
    answer = send(receiver.url, '{"甲":1}', HEADERS)
    assert (answer.status, answer.text, answer.error, answer.arrived) == (204, "", "", True)
    (message,) = receiver.got
    assert message.body == '{"甲":1}'.encode()
    assert message.headers["Host"] == receiver.url.split("/")[2]
    # What is said to have been sent is what has come.
    assert answer.sent == message.headers


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
def test_any_other_answer_is_a_failure(receiver: Receiver, status: int) -> None:
    receiver.behave = lambda handler, message: reply(handler, status, "不行\0".encode())
    answer = send(receiver.url, "{}", HEADERS)
    assert (answer.status, answer.text) == (status, "不行")
    assert str(status) in answer.error


def test_no_redirect_is_followed(receiver: Receiver) -> None:
    inside = "http://169.254.169.254/latest/meta-data/"
    receiver.behave = lambda handler, message: reply(handler, 307, Location=inside)
    answer = send(receiver.url, "{}", HEADERS)
    assert answer.status == 307
    assert "不跟随" in answer.error
    assert len(receiver.got) == 1


def test_who_never_answers_is_left(receiver: Receiver) -> None:
    receiver.behave = never
    started = time.monotonic()
    answer = send(receiver.url, "{}", HEADERS)
    assert time.monotonic() - started < 3
    assert (answer.status, answer.error) == (None, "对方没有在规定时间内答复。")
    # The limit of the next bytes, not the longer one of connecting.
    assert 400 < answer.milliseconds < 950


def test_who_answers_byte_by_byte_is_cut_off(receiver: Receiver) -> None:
    receiver.behave = drip
    started = time.monotonic()
    answer = send(receiver.url, "{}", HEADERS)
    assert 1 < time.monotonic() - started < 4
    assert (answer.status, answer.error) == (None, "对方没有在规定时间内答复。")


def test_of_an_endless_answer_only_the_beginning_is_kept(receiver: Receiver) -> None:
    receiver.behave = endless
    answer = send(receiver.url, "{}", HEADERS)
    assert answer.arrived
    assert answer.text == "x" * ANSWER_BYTES


def test_what_is_no_http_is_a_failure(receiver: Receiver) -> None:
    receiver.behave = garbage
    answer = send(receiver.url, "{}", HEADERS)
    assert (answer.status, answer.error) == (None, "对方的答复不是 HTTP。")


def test_too_many_headers_are_a_failure(receiver: Receiver) -> None:
    receiver.behave = lambda handler, message: reply(handler, 200, b"", **{f"X-{n}": "x" for n in range(200)})
    assert send(receiver.url, "{}", HEADERS).error == "对方的答复不是 HTTP。"


def test_nobody_there_is_a_failure(receiver: Receiver) -> None:
    assert send("https://localhost:1/", "{}", HEADERS).error == "连接不上对方，或连接中断。"
    assert "找不到这个主机" in send("https://no-such-host.invalid/", "{}", HEADERS).error


def test_a_certificate_of_nobody_known_is_refused(receiver: Receiver, settings: Any, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    settings.WEBHOOK_CA_FILE = str(certificate(other)[0])
    answer = send(receiver.url, "{}", HEADERS)
    assert answer.error == "对方的 HTTPS 证书无效或加密协商失败。"
    assert receiver.got == []


def test_a_certificate_of_another_name_is_refused(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to a checked number; the certificate must be that of the name."""

    def here(host: str, port: int, *given: Any, **more: Any) -> Any:
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", here)
    answer = send(receiver.url.replace("localhost", "other.example"), "{}", HEADERS)
    assert answer.error == "对方的 HTTPS 证书无效或加密协商失败。"


INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "240.0.0.1",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd00:ec2::254", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("number", INSIDE)
def test_numbers_inside_are_not_allowed(number: str, settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    assert not is_allowed(addresses.ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "202.96.209.5", "::ffff:8.8.8.8", "2400:3200::1", "2606:4700::1111"])
def test_public_numbers_are_allowed(number: str, settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    assert is_allowed(addresses.ipaddress.ip_address(number))


def test_the_operator_allows_networks(settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = ["10.20.0.0/16", "fd12::/32"]
    allowed = {number: is_allowed(addresses.ipaddress.ip_address(number)) for number in (
        "10.20.1.1", "10.21.1.1", "::ffff:10.20.1.1", "fd12::7", "fd13::7", "127.0.0.1",
    )}  # fmt: skip
    assert [number for number, may in allowed.items() if may] == ["10.20.1.1", "::ffff:10.20.1.1", "fd12::7"]


WRITTEN = ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::1]", "[::ffff:7f00:1]"]


@pytest.mark.parametrize("host", WRITTEN)
def test_however_an_address_inside_is_written_nothing_is_sent(receiver: Receiver, settings: Any, host: str) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    answer = send(receiver.url.replace("localhost", host), "{}", HEADERS)
    assert answer.status is None
    assert "内部网络" in answer.error or "找不到这个主机" in answer.error
    assert receiver.got == []
    if host != "localhost":
        with pytest.raises(InvalidInput, match="内部网络"):
            clean_url(f"https://{host}/hook")


def test_one_number_inside_among_others_is_refused(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *given, **more: found)
    with pytest.raises(Unreachable, match="内部网络"):
        resolve("two-faced.example", 443)


def test_a_name_that_changes_its_mind_is_asked_once(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number that was checked is the one that is connected to: there is no second question to lie to."""
    asked: list[str] = []

    def answer(host: str, port: int, *given: Any, **more: Any) -> Any:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    usual = addresses.socket.getaddrinfo
    names = lambda host, *given, **more: (  # noqa: E731
        answer(host, *given, **more) if host == "localhost" else usual(host, *given, **more)
    )
    monkeypatch.setattr(addresses.socket, "getaddrinfo", names)
    assert send(receiver.url, "{}", HEADERS).arrived
    assert asked == ["localhost"]


def test_two_receivers_do_not_mix(receiver: Receiver, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    with receiving(folder) as second:
        assert not send(second.url, "{}", HEADERS).arrived
        assert send(receiver.url, "{}", HEADERS).arrived


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.gov.cn", "https://example.gov.cn"),
        (" https://Example.GOV.cn:8443/a b?k=甲 ", "https://example.gov.cn:8443/a%20b?k=%E7%94%B2"),
        ("https://政务.中国/推送", "https://xn--zfr164b.xn--fiqs8s/%E6%8E%A8%E9%80%81"),
    ],
)
def test_addresses_are_kept_as_they_are_called(given: str, kept: str) -> None:
    assert clean_url(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", " ", "x", "http://example.gov.cn", "ftp://example.gov.cn", "//example.gov.cn", "https://", "https:///x",
        "https://user:key@example.gov.cn", "https://example.gov.cn/#x", "https://example.gov.cn:99999", "javascript:1",
        "https://example.gov.cn:x", "https://[::1", "https://10.0.0.1", "https://" + "a" * 500,
        "https://甲" + "甲" * 300 + ".cn", "file:///etc/passwd", "https://例 子.cn", "https://\0",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(given: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        clean_url(given)
    assert refused.value.field == "url"

"""Where a request comes from: only our own proxies are believed, and only for what they themselves wrote."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from core.requests import RequestIdMiddleware, asker, current_address

OURS = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"), ip_network("192.168.7.1")]


@pytest.mark.parametrize(
    ("sender", "forwarded", "expected"),
    [
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", "10.9.9.9, 203.0.113.5", "203.0.113.5"),  # the asker wrote 10.9.9.9 itself
        ("10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", " 203.0.113.5 ", "203.0.113.5"),
        ("10.0.0.1", "10.0.0.9", "10.0.0.9"),  # somebody within our network
        ("2001:db8::1", "2a00:1450::5", "2a00:1450::5"),
        ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("192.168.7.1", "203.0.113.5", "203.0.113.5"),
        ("192.168.7.2", "203.0.113.5", "192.168.7.2"),  # no proxy of ours
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.5, nonsense", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.5:4711", "10.0.0.1"),
        ("", "203.0.113.5", ""),  # a socket
        ("10.0.0.1", "," * 5000, "10.0.0.1"),
    ],
)
def test_the_list_is_read_from_its_right_end(settings: Any, sender: str, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = OURS
    assert asker(sender, forwarded) == expected


@pytest.mark.parametrize(("proxies", "expected"), [(OURS, "203.0.113.5"), ([], "10.0.0.1")])
def test_all_that_follows_sees_the_address(settings: Any, proxies: list[Any], expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 203.0.113.5"}
    seen: list[str | None] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend((current_address.get(), request.META["REMOTE_ADDR"]))
        return HttpResponse()

    RequestIdMiddleware(view)(request)
    assert seen == [expected, expected]

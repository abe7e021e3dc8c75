"""Where a webhook may lead: to public addresses, and to those networks that the operator allows.

Checked are the numbers that the connection is made to, after the name has been resolved: a name that points inside, a
number written otherwise (``2130706433``, ``127.1``, ``::ffff:10.0.0.1``) or a name that changes its mind gets nowhere.
"""

import ipaddress
import socket
from functools import cache

from django.conf import settings
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from core.errors import InvalidInput
from core.values import clean_text

LONGEST = 500
_UNICAST = ipaddress.ip_network("2000::/3")
# Addresses of version 6 that carry one of version 4, which nobody would check at the other end.
_CARRIERS = (ipaddress.ip_network("2001::/32"), ipaddress.ip_network("2002::/16"))
# Azure's metadata service: a public number that is answered inside the machine.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Unreachable(Exception):
    """The address cannot or must not be connected to; the text says why, for people."""


def clean_url(text: str) -> str:
    """The address as it will be called, or ``InvalidInput``. Nothing is asked of the network."""
    given = clean_text(text, "url", "接收地址", LONGEST)
    try:
        url = parse_url(given)
    except LocationParseError as error:
        raise InvalidInput("接收地址不正确，应像 https://example.gov.cn/hook 这样书写。", field="url") from error
    if url.scheme != "https" or not url.host:
        raise InvalidInput("接收地址应以 https:// 开头，例如 https://example.gov.cn/hook。", field="url")
    if url.auth or url.fragment:
        raise InvalidInput("接收地址里不能有用户名、密码或 # 之后的部分，请去掉。", field="url")
    if len(url.url) > LONGEST or not url.url.isascii():
        raise InvalidInput(f"接收地址编码后超过 {LONGEST} 个字符，请缩短。", field="url")
    number = _number(url.host)
    if number is not None and not is_allowed(number):
        raise InvalidInput("接收地址指向内部网络，平台不能向那里推送；请填写公网地址，或联系平台运维。", field="url")
    return url.url


def host_of(url: Url) -> str:
    """The host without the brackets that an address of version 6 has in a URL."""
    return (url.host or "").strip("[]")


def resolve(host: str, port: int) -> list[str]:
    """All numbers of a host, each of them checked; ``Unreachable`` if there is none, or one is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("找不到这个主机，请核对接收地址。") from error
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not all(is_allowed(ipaddress.ip_address(number)) for number in numbers):
        raise Unreachable("接收地址指向内部网络，平台不能向那里推送。")
    return numbers


def is_allowed(address: Address) -> bool:
    """Whether a connection may be made: the number is public, or lies in ``WEBHOOK_ALLOWED_NETWORKS``."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in _networks(tuple(settings.WEBHOOK_ALLOWED_NETWORKS))) or _public(
        address
    )


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (
        address not in _UNICAST or any(address in network for network in _CARRIERS)
    ):
        return False
    return address.is_global and not address.is_multicast and address not in _METADATA


@cache
def _networks(words: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(word) for word in words)


def _number(host: str) -> Address | None:
    """The address that a host of digits means, in any way of writing it that the resolver knows."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None

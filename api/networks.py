"""From where a client may call: addresses and networks, each in its one written form."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from core.errors import InvalidInput

MOST = 20


def clean_networks(given: Iterable[str], field: str = "networks") -> list[str]:
    """The networks without doubles; ``InvalidInput`` for what is none, or for too many."""
    found: dict[str, None] = {}
    for text in given:
        try:
            found[str(ip_network(text.strip()))] = None
        except ValueError as error:
            raise InvalidInput(
                f"“{text[:60]}”不是 IP 地址或网段，请写作 10.1.2.3 或 10.1.2.0/24（网段的主机位为零）。", field=field
            ) from error
    if len(found) > MOST:
        raise InvalidInput(f"最多填写 {MOST} 个地址或网段，请合并。", field=field)
    return list(found)


def inside(address: str | None, networks: Iterable[str]) -> bool:
    """Whether an address lies in one of the networks; what has no address lies in none."""
    if address is None:
        return False
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in _network(text) for text in networks)


@lru_cache(maxsize=1_000)
def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)

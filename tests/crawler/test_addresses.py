"""Whom a night connects to: not to our own network, whatever a name or a redirect says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.addresses import Gate, GatedResolver, is_public
from tests.crawler.loopback import Crawled, Reply, Web, article, listing

Crawl = Callable[..., Crawled]

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.7", "172.16.0.1", "192.168.1.1",  # noqa: S104 - nothing is bound here
    "169.254.169.254",  # metadata of most clouds
    "100.100.100.200",  # of another one
    "168.63.129.16",  # of yet another one, though it looks public
    "192.0.0.192", "100.64.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "fc00::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.7", "::ffff:a9fe:a9fe",
    "64:ff9b::10.0.0.7", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:0a00:0007::1",
    "localhost", "", "not an address",
]  # fmt: skip
PUBLIC = [
    "93.184.216.34", "1.1.1.1", "223.5.5.5", "172.32.0.1", "100.128.0.1", "192.0.1.1",
    "2606:4700:4700::1111", "2400:3200::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_ones_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_everybody_reaches_is_public(address: str) -> None:
    assert is_public(address)


class Names:
    """A resolver that knows its answers by heart, one list for each time it is asked."""

    def __init__(self, *answers: Sequence[IPv4Address | IPv6Address]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, host: str, *rest: Any) -> str:  # noqa: N802
        receiver.resolutionBegan(host)
        for address in self.answers.pop(0):
            receiver.addressResolved(address)
        receiver.resolutionComplete()
        return "resolution"


class Receiver:
    def __init__(self) -> None:
        self.got: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.got.append("began")

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.got.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.got.append("complete")


def v4(host: str) -> IPv4Address:
    return IPv4Address("TCP", host, 80)


def ask(resolver: GatedResolver, host: str) -> list[str]:
    receiver = Receiver()
    assert resolver.resolveHostName(receiver, host, 80) == "resolution"  # type: ignore[arg-type]
    return receiver.got


def test_only_the_public_ones_of_a_hosts_addresses_are_handed_on() -> None:
    mixed = [v4("10.0.0.7"), v4("1.1.1.1"), IPv6Address("TCP", "fd00::1", 80)]
    assert ask(GatedResolver(Names(mixed), Gate()), "site.example") == [
        "began", "1.1.1.1", "complete",
    ]  # fmt: skip


def test_a_name_that_turns_inward_later_is_refused_then_and_told_once() -> None:
    gate = Gate()
    resolver = GatedResolver(Names([v4("1.1.1.1")], [v4("10.0.0.7")], [v4("10.0.0.7")]), gate)
    with capture_logs() as lines:
        assert ask(resolver, "Site.example") == ["began", "1.1.1.1", "complete"]
        assert gate.refused("site.example") is None
        assert ask(resolver, "Site.example") == ["began", "complete"]
        assert ask(resolver, "Site.example") == ["began", "complete"]
    assert gate.refused("site.example") == "10.0.0.7"
    [line] = lines
    assert (line["event"], line["host"], line["address"]) == (
        "address.refused", "site.example", "10.0.0.7",
    )  # fmt: skip


def test_the_operators_own_proxy_is_trusted_and_nobody_else() -> None:
    resolver = GatedResolver(
        Names([v4("10.0.0.7")], [v4("10.0.0.7")]), Gate(trusted=frozenset({"proxy.example"}))
    )
    assert ask(resolver, "proxy.example") == ["began", "10.0.0.7", "complete"]
    assert ask(resolver, "site.example") == ["began", "complete"]


def watched(web: Web, name: str) -> dict[str, Any]:
    base = f"http://{name}:{web.port}"
    return {
        "name": "site",
        "start": [f"{base}/news"],
        "item_url": r"/news/[a-z]+-\d$",
        "delay": 1,
    }


def test_a_source_whose_name_leads_inward_fails_and_nothing_there_is_asked(
    web: Web, crawl: Crawl
) -> None:
    web.site("inner.example", {"/news": listing("/news/one-1"), "/news/one-1": article("One")})
    found = crawl(
        [watched(web, "inner.example")], rehearsal={}, names={"inner.example": "127.0.0.1"}
    )["site"]
    assert found["status"] == "failed"
    assert found["reason"] == (
        f"http://inner.example:{web.port}/news: robots.txt could not be read (inner.example: is at "
        "127.0.0.1, no public address, see crawl.allow_private_addresses), "
        "so nothing else was asked for"
    )
    assert web.asked == []


def test_an_address_in_place_of_a_name_is_refused_too(web: Web, crawl: Crawl) -> None:
    found = crawl([watched(web, "2130706433")], rehearsal={})["site"]  # 127.0.0.1, as one number
    assert found["status"] == "failed"
    assert "is at 127.0.0.1, no public address" in found["reason"]
    assert web.asked == []


def test_a_redirect_to_a_host_of_the_source_that_leads_inward_is_not_followed(
    web: Web, crawl: Crawl
) -> None:
    inward = {"Location": f"http://inner.example:{web.port}/latest/meta-data"}
    web.site(
        "outer.example",
        {
            "/news": listing("/news/one-1", "/news/two-2"),
            "/news/one-1": article("One"),
            "/news/two-2": Reply("", 302, inward),
        },
    )
    # One address plays the public one here, another one the private one.
    found = crawl(
        [watched(web, "outer.example") | {"hosts": ["inner.example"]}],
        rehearsal={},
        names={"outer.example": "127.0.0.1", "inner.example": "169.254.169.254"},
        public=["127.0.0.1"],
    )["site"]
    assert (found["status"], found["fetched"]) == ("partial", 1)
    assert "inner.example: is at 169.254.169.254, no public address" in found["reason"]
    assert web.paths("inner.example") == []


def test_an_intranet_is_visited_where_the_configuration_says_so(web: Web, crawl: Crawl) -> None:
    web.site("inner.example", {"/news": listing("/news/one-1"), "/news/one-1": article("One")})
    found = crawl(
        [watched(web, "inner.example")],
        rehearsal={},
        names={"inner.example": "127.0.0.1"},
        allow_private_addresses=True,
    )["site"]
    assert (found["status"], found["fetched"]) == ("ok", 1)

"""Senders' domains are looked up by whoever is given, and no answer is no verdict."""

import dns.exception
import dns.resolver
import pytest

from saleor_crm_plugin.messaging.dns_lookup import ALL_LOOKUPS, ONE_LOOKUP, dns_lookup
from saleor_crm_plugin.messaging.policies.sender_domain import Check, CheckStatus
from saleor_crm_plugin.messaging.sender_domains import (
    SELECTORS,
    LookupFailed,
    check_domains,
)

RECORDS = {
    "shop.example.com": ["v=spf1 mx -all"],
    "k1._domainkey.shop.example.com": ["v=DKIM1; p=MIG"],
    "_dmarc.example.com": ["v=DMARC1; p=none"],
}


def statuses(lookup, **options):
    found = check_domains(["shop.example.com"], lookup, **options)
    return {one.finding.check: one.finding.status for one in found}


def test_what_is_published_is_green():
    asked = []

    def lookup(name):
        asked.append(name)
        return RECORDS.get(name, [])

    assert set(statuses(lookup).values()) == {CheckStatus.GREEN}
    assert asked == [
        "shop.example.com",
        *(
            f"{one}._domainkey.shop.example.com"
            for one in SELECTORS[: SELECTORS.index("k1") + 1]
        ),
        "_dmarc.shop.example.com",
        "_dmarc.example.com",
    ]


def test_a_key_under_an_unusual_name_is_not_called_missing():
    assert statuses(lambda name: []) == {
        Check.SPF: CheckStatus.RED,
        Check.DKIM: CheckStatus.UNKNOWN,
        Check.DMARC: CheckStatus.RED,
    }
    assert statuses(lambda name: [], selector="own")[Check.DKIM] == CheckStatus.RED


def test_no_answer_is_no_verdict():
    def lookup(name):
        if name.startswith("_dmarc"):
            return ["v=DMARC1; p=none"]
        raise LookupFailed

    assert statuses(lookup) == {
        Check.SPF: CheckStatus.UNKNOWN,
        Check.DKIM: CheckStatus.UNKNOWN,
        Check.DMARC: CheckStatus.GREEN,
    }


class Record:
    strings = (b"v=spf1 ", b"-all")


def test_pieces_of_a_record_belong_together(monkeypatch):
    lifetimes = []

    def resolve(_self, name, kind, lifetime):
        assert (name, kind) == ("shop.example.com.", "TXT")
        lifetimes.append(lifetime)
        return [Record]

    monkeypatch.setattr(dns.resolver.Resolver, "resolve", resolve)

    assert dns_lookup()("shop.example.com") == ["v=spf1 -all"]
    assert lifetimes == [ONE_LOOKUP]


@pytest.mark.parametrize(
    ("error", "is_answer"),
    [
        (dns.resolver.NXDOMAIN(), True),
        (dns.exception.Timeout(), False),
        (dns.resolver.NoNameservers(), False),
        (OSError("no network"), False),
    ],
)
def test_what_the_dns_answers(monkeypatch, error, is_answer):
    def resolve(*_arguments, **_options):
        raise error

    monkeypatch.setattr(dns.resolver.Resolver, "resolve", resolve)

    if is_answer:
        assert dns_lookup()("shop.example.com") == []
    else:
        with pytest.raises(LookupFailed):
            dns_lookup()("shop.example.com")


def test_all_lookups_together_have_their_time(monkeypatch):
    moments = iter([0.0, ALL_LOOKUPS - 0.5, ALL_LOOKUPS])
    monkeypatch.setattr("time.monotonic", lambda: next(moments))
    lifetimes = []

    def resolve(*_arguments, lifetime):
        lifetimes.append(lifetime)
        return []

    monkeypatch.setattr(dns.resolver.Resolver, "resolve", resolve)
    lookup = dns_lookup()
    lookup("a.example.com")

    with pytest.raises(LookupFailed):
        lookup("b.example.com")
    assert lifetimes == [0.5]

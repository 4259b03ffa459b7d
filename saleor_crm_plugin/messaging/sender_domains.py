"""Look after the domains that the shop's letters come from: SPF, DKIM, DMARC.

It only tells. Whatever is found, or cannot be, nothing is kept from leaving because of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..core.sentences import Sentence
from ..saleor_adapter.db import WRITER
from .policies.sender_domain import (
    Check,
    Finding,
    dmarc_places,
    judge_dkim,
    judge_dmarc,
    judge_spf,
    unknown,
)
from .queries import sending_settings, storefronts

MOST_DOMAINS, DMARC_STEPS = 5, 4
# What well-known providers sign with, where nobody says which.
SELECTORS = ("default", "google", "selector1", "s1", "k1", "mail")
LATER = Sentence("The records could not be read now; ask again in a few minutes.")


class LookupFailed(Exception):  # noqa: N818 named after what happened
    """No answer within the time: the records may be there or not."""


# Returns a name's text records, [] where there are none. Raises LookupFailed.
Lookup = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class DomainFinding:
    """What was found of one domain."""

    domain: str
    finding: Finding


def sender_domains(*, using: str = WRITER) -> list[str]:
    """Return the domains of all senders that staff have chosen, in alphabetical order; two queries."""
    fronts = [one.sender_address for one in storefronts(using=using)]
    addresses = [sending_settings(using=using).sender_address, *fronts]
    domains = {_ascii(one.rpartition("@")[2]) for one in addresses} - {""}
    return sorted(domains)[:MOST_DOMAINS]


def check_domains(
    domains: Sequence[str], lookup: Lookup, *, selector: str = ""
) -> list[DomainFinding]:
    """Return three findings for each domain; asks the DNS, and nothing of the database.

    Without a `selector` a few usual ones are tried: a key under another name stays unknown.
    """
    return [
        DomainFinding(domain, finding)
        for domain in domains
        for finding in _findings(domain, lookup, selector)
    ]


def _findings(domain: str, lookup: Lookup, selector: str) -> Iterator[Finding]:
    asked: Sequence[tuple[Check, Callable[[], Finding]]] = (
        (Check.SPF, lambda: judge_spf(lookup(domain))),
        (Check.DKIM, lambda: _dkim(domain, lookup, selector)),
        (Check.DMARC, lambda: judge_dmarc(_dmarc(domain, lookup))),
    )
    for check, judge in asked:
        try:
            yield judge()
        except LookupFailed:
            yield unknown(check, LATER)


def _dkim(domain: str, lookup: Lookup, selector: str) -> Finding:
    if selector:
        records = lookup(f"{selector}._domainkey.{domain}")
        return judge_dkim(records, selector=selector)
    for usual in SELECTORS:
        if records := lookup(f"{usual}._domainkey.{domain}"):
            return judge_dkim(records, selector=usual)
    return unknown(
        Check.DKIM,
        Sentence("Ask again with the selector that your mail provider signs with."),
    )


def _dmarc(domain: str, lookup: Lookup) -> Sequence[str]:
    for place in list(dmarc_places(domain))[:DMARC_STEPS]:
        if records := lookup(place):
            return records
    return []


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:
        return ""

"""What the DNS records of a sender's domain say of letters that claim to come from it; pure.

SPF is RFC 7208, DKIM RFC 6376, DMARC RFC 7489. Large mail providers refuse letters without them.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...core.sentences import Sentence


class Check(enum.StrEnum):
    """What is looked for."""

    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"


class CheckStatus(enum.StrEnum):
    """GREEN is fine, RED wants the remedy; UNKNOWN could not be told just now."""

    GREEN = "green"
    RED = "red"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one check ended, and what to do about it; no remedy where it is green."""

    check: Check
    status: CheckStatus
    remedy: Sentence | None = None


def judge_spf(records: Sequence[str]) -> Finding:
    """Judge the text records of the domain itself."""
    found = [one for one in records if _begins(one, "v=spf1")]
    if not found:
        return _red(
            Check.SPF,
            Sentence(
                "Publish a TXT record at the domain that begins with v=spf1 and names the "
                "servers that send for it, as your mail provider tells you."
            ),
        )
    if len(found) > 1:
        return _red(
            Check.SPF, Sentence("Keep one SPF record only: with two, neither counts.")
        )
    if {"+all", "all"} & set(found[0].lower().split()):
        return _red(
            Check.SPF, Sentence("End it with ~all or -all: +all lets anybody send.")
        )
    return Finding(Check.SPF, CheckStatus.GREEN)


def judge_dkim(records: Sequence[str], *, selector: str) -> Finding:
    """Judge the text records of a selector."""
    keys = [_tags(one).get("p") for one in records if "p" in _tags(one)]
    if not keys:
        return _red(
            Check.DKIM,
            Sentence(
                "Publish the key that your mail provider signs with at {selector}._domainkey.",
                selector=selector,
            ),
        )
    if not any(keys):
        return _red(
            Check.DKIM,
            Sentence(
                "The key at {selector}._domainkey is withdrawn: publish a new one.",
                selector=selector,
            ),
        )
    return Finding(Check.DKIM, CheckStatus.GREEN)


def judge_dmarc(records: Sequence[str]) -> Finding:
    """Judge the text records that were found first on the way up from _dmarc.<domain>."""
    found = [one for one in records if _begins(one, "v=dmarc1")]
    if not found:
        return _red(
            Check.DMARC,
            Sentence(
                "Publish a TXT record at _dmarc.<your domain>: v=DMARC1; p=none to begin with."
            ),
        )
    if len(found) > 1:
        return _red(
            Check.DMARC,
            Sentence("Keep one DMARC record only: with two, neither counts."),
        )
    if _tags(found[0]).get("p", "").lower() not in ("none", "quarantine", "reject"):
        return _red(
            Check.DMARC, Sentence("Say p=none, p=quarantine or p=reject in the record.")
        )
    return Finding(Check.DMARC, CheckStatus.GREEN)


def unknown(check: Check, remedy: Sentence) -> Finding:
    """Return that nothing can be said, and what would help."""
    return Finding(check, CheckStatus.UNKNOWN, remedy)


def dmarc_places(domain: str) -> Iterator[str]:
    """Yield where a domain's policy may stand, nearest first, up to a name of two parts."""
    parts = domain.split(".")
    for start in range(max(1, len(parts) - 1)):
        yield ".".join(["_dmarc", *parts[start:]])


def _red(check: Check, remedy: Sentence) -> Finding:
    return Finding(check, CheckStatus.RED, remedy)


def _begins(record: str, version: str) -> bool:
    # The version stands alone: v=spf10 is another one.
    head = record.strip().lower()
    return head == version or head.startswith((f"{version} ", f"{version};"))


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {
        name.strip().lower(): "".join(value.split())
        for name, sign, value in pairs
        if sign
    }

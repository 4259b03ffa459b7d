"""By which ways a message could go to its recipient, and what speaks against each."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..consent.policies import ConsentStatus
from ..consent.queries import consent_of, suppressed
from ..saleor_adapter.db import WRITER
from .policies.gate import GateFacts, Refuse, objection_to_person
from .policies.reasons import Reason
from .recipients import Address, Recipient
from .terms import Account, Terms
from .waiting import Waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One way for one message: the account, and the address if there is one."""

    message: Waiting
    account: Account
    address: Address | None

    @property
    def medium(self) -> str:
        """By what it would go."""
        return self.account.medium


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """The first way that nothing speaks against, None for none, and what was said of the others.

    `others` are the media that could be tried after it.
    """

    message: Waiting
    candidate: Candidate | None
    facts: GateFacts | None
    others: Sequence[str]
    refused: Sequence[tuple[str, Refuse]]


def choose(
    waiting: Sequence[Waiting],
    people: Mapping[int, Recipient],
    terms: Terms,
    *,
    now: datetime.datetime,
) -> list[Choice]:
    """Return the way for each message, in the order given.

    Reads suppression once per medium and purpose, consent once per medium, purpose and list:
    never per person.
    """
    ways = [
        _ways(message, people.get(message.profile_id), terms) for message in waiting
    ]
    every = [candidate for candidates in ways for candidate in candidates]
    stopped, consents = _suppressions(every), _consents(every)

    def facts_of(candidate: Candidate) -> GateFacts:
        message, channel = candidate.message, candidate.account.channel
        address = candidate.address
        return GateFacts(
            now=now,
            channel=candidate.medium,
            expires_at=message.expires_at,
            when_refused=message.when_refused,
            is_transactional=message.is_transactional,
            has_address=address is not None,
            disturbs=channel.disturbs,
            suppression=stopped.get(_address_key(candidate), ""),
            consent=consents[_consent_key(candidate)][message.profile_id],
            consent_rule=channel.consent_rule,
            holds_slot=message.holds_slot,
            is_paused=message.is_paused,
        )

    return [
        _first_open(message, [(one, facts_of(one)) for one in candidates], now)
        for message, candidates in zip(waiting, ways, strict=True)
    ]


def _ways(message: Waiting, person: Recipient | None, terms: Terms) -> list[Candidate]:
    preferred = (person.preferred,) if person and person.preferred else ()
    asked = message.channels or (*preferred, *terms.settings.default_channels)
    found = [
        terms.account(medium, message.channel_slug) for medium in dict.fromkeys(asked)
    ]
    return [
        Candidate(message=message, account=account, address=_address(person, account))
        for account in found
        if account is not None
    ]


def _address(person: Recipient | None, account: Account) -> Address | None:
    return person.addresses.get(account.channel.address_type) if person else None


def _first_open(
    message: Waiting,
    candidates: Sequence[tuple[Candidate, GateFacts]],
    now: datetime.datetime,
) -> Choice:
    refused: list[tuple[str, Refuse]] = []
    for place, (candidate, facts) in enumerate(candidates, start=1):
        objection = objection_to_person(facts)
        if objection is None:
            return Choice(
                message=message,
                candidate=candidate,
                facts=facts,
                others=[other.medium for other, _ in candidates[place:]],
                refused=refused,
            )
        refused.append((candidate.medium, objection))
    if not refused:
        refused.append(("", Refuse(_without_a_way(message, now))))
    return Choice(
        message=message, candidate=None, facts=None, others=(), refused=refused
    )


def _without_a_way(message: Waiting, now: datetime.datetime) -> Reason:
    if now < message.expires_at:
        return Reason.NO_CHANNEL
    return Reason.EXPIRED_IN_PAUSE if message.is_paused else Reason.EXPIRED


_Key = tuple[str, ...]


def _address_key(candidate: Candidate) -> _Key:
    value_hash = candidate.address.value_hash if candidate.address else ""
    return candidate.medium, candidate.message.purpose, value_hash


def _suppressions(candidates: Iterable[Candidate]) -> dict[_Key, str]:
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.address is not None:
            medium, purpose, value_hash = _address_key(candidate)
            asked[medium, purpose].add(value_hash)
    return {
        (medium, purpose, value_hash): reason
        for (medium, purpose), hashes in asked.items()
        for value_hash, reason in suppressed(
            medium, hashes, purpose=purpose, using=WRITER
        ).items()
    }


def _consent_key(candidate: Candidate) -> _Key:
    message = candidate.message
    return candidate.medium, message.purpose, message.list_code


def _consents(candidates: Iterable[Candidate]) -> dict[_Key, dict[int, ConsentStatus]]:
    asked: dict[_Key, set[int]] = defaultdict(set)
    for candidate in candidates:
        asked[_consent_key(candidate)].add(candidate.message.profile_id)
    return {
        (medium, purpose, list_code): consent_of(
            people,
            channel=medium,
            purpose=purpose,
            list_code=list_code,
            using=WRITER,
        )
        for (medium, purpose, list_code), people in asked.items()
    }

"""Who the person is: language, country, time zone, whether they have an account."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...identity.details import details_of
from ...messaging.recipients import Recipient, recipients
from ...observation.events import CustomerRegistered
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings


def _of_people(
    passages: Sequence[Passage], value_of: Callable[[Recipient], Any]
) -> dict[int, Any]:
    found = recipients({one.profile_id for one in passages})
    return {
        one.id: value
        for one in passages
        if one.profile_id in found
        # An empty text is nothing that is known.
        and (value := value_of(found[one.profile_id])) not in ("", None)
    }


@readings.register
class Language(Reading):
    """The person's own word, else the account's setting."""

    code = "language"
    label = "Language"
    kind = ValueKind.TEXT

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return _of_people(passages, lambda one: one.language)


@readings.register
class Country(Reading):
    """Two letters, of the account's own address."""

    code = "country"
    label = "Country"
    kind = ValueKind.TEXT

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return _of_people(passages, lambda one: one.country)


@readings.register
class TimeZone(Reading):
    """The person's own word, else their country's where it has only one."""

    code = "time_zone"
    label = "Time zone"
    kind = ValueKind.TEXT

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return _of_people(passages, lambda one: one.time_zone)


@readings.register
class HasAccount(Reading):
    """Whether the person has an account in the shop now."""

    code = "has_account"
    label = "Has an account"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return _of_people(passages, lambda one: one.user_id is not None)

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        return memory.last(CustomerRegistered) is not None


@readings.register
class HasBirthday(Reading):
    """Whether the person has said when their birthday is."""

    code = "has_birthday"
    label = "Birthday is known"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = details_of({one.profile_id for one in passages})
        return {
            one.id: one.profile_id in found
            and found[one.profile_id].birthday is not None
            for one in passages
        }

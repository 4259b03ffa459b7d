"""What two profiles have in common that may be one person, as keys that an index finds. Pure.

Two who may be one share at least one key of a few each, so nobody is compared with everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..core.addresses import Address
from .birthdays import Birthday
from .match_words import is_unspaced, name_words, pieces, plain, street_words, surname


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a profile and tells people apart; personal: never log it."""

    first_name: str = ""
    last_name: str = ""
    birthday: Birthday | None = None
    address: Address | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words of the name."""
        return name_words(self.first_name, self.last_name)

    @cached_property
    def surname(self) -> str:
        """Return by what the family is called, "" where unknown."""
        return surname(self.first_name, self.last_name)

    @cached_property
    def place(self) -> str:
        """Return the house: country, postal code or else town, street and number; "" if unknown."""
        return place_of(self.address) if self.address else ""


def place_of(address: Address) -> str:
    """Return one form of an address up to the house, "" without a street.

    What stands in the second line is looked at only where the first has no number.
    """
    words = street_words(address.street)
    if not any(word.isdigit() for word in words):
        words = street_words(f"{address.street} {address.more}")
    code = "".join(one for one in plain(address.postal_code) if one.isalnum())
    town = code if code.strip("0") else " ".join(street_words(address.city))
    return "|".join((plain(address.country), town, *words)) if words else ""


def name_keys(known: Known) -> set[str]:
    """Return keys of the name alone: all of it in any order, and pieces of its first and last word.

    Names with a mistake in each of these words share a pair of pieces.
    """
    words = known.words
    if not words:
        return set()
    found = {"name|" + " ".join(sorted(words))}
    if len(words) == 1:
        # A piece of one word is nobody's in particular, unless each of its letters is a word.
        parts = pieces(words[0]) if is_unspaced(words[0]) else ()
        return found | {f"part|{one}" for one in parts}
    return found | {
        "part|" + "|".join(sorted((one, other)))
        for one in pieces(words[0])
        for other in pieces(words[-1])
    }


def other_keys(known: Known) -> set[str]:
    """Return keys by which few are found: the house, with the family, and birthday with a name."""
    return {*_of_place(known), *_of_birthday(known)}


def _of_place(known: Known) -> Iterator[str]:
    if known.place:
        yield f"place|{known.place}"
        if known.surname:
            yield f"house|{known.place}|{known.surname}"


def _of_birthday(known: Known) -> Iterator[str]:
    born, words = known.birthday, known.words
    if born is not None and words:
        yield from (
            f"born|{born.month}|{born.day}|{piece}" for piece in pieces(words[-1])
        )

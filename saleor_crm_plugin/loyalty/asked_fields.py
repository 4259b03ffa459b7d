"""What members could still tell about themselves, and what it would earn them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from ..identity.attributes import unknown_fields
from ..identity.whole_person import members_by_profile
from ..ledger.queries import lots_of_source
from .models import Program
from .programs import program_terms
from .sources import field_of, profile_source


@dataclass(frozen=True, slots=True)
class AskedField:
    """Something that is not known of a member yet; `points` is 0 where telling it earns nothing."""

    name: str
    points: int


def asked_fields(
    program: Program,
    profile_ids: Collection[int],
    *,
    now: datetime.datetime,
    using: str = "default",
) -> dict[int, list[AskedField]]:
    """Return what is unknown of these people, in the order in which to ask, with its points now.

    The program comes with its rules, as `queries.programs` loads them. What was earned once by
    anybody who is the same person earns nothing again. Seven statements.
    """
    terms = program_terms(program)
    rule = terms.field_rule(now) if terms.is_active and now in terms.period else None
    earns = rule.points_by_field() if rule else {}
    paid = paid_fields(program.book_id, profile_ids, using=using)
    return {
        profile_id: [
            AskedField(name, 0 if name in paid[profile_id] else int(earns.get(name, 0)))
            for name in names
        ]
        for profile_id, names in unknown_fields(profile_ids, using=using).items()
    }


def paid_fields(
    book_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, set[str]]:
    """Return the fields for which each person has ever earned points in a book; two statements.

    A lot says by its source which profile told the field, wherever a merge has taken it; so a
    person is asked for everybody who was merged into them.
    """
    members = members_by_profile(profile_ids, using=using)
    sources = {profile_source(one) for several in members.values() for one in several}
    lots = lots_of_source(book_id, sources, using=using)
    return {
        profile_id: {
            field
            for one in several
            for lot in lots[profile_source(one)]
            if (field := field_of(lot.part))
        }
        for profile_id, several in members.items()
    }

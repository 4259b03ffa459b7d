"""Whether so many people leave or complain that a campaign has to stop."""

from dataclasses import dataclass

from .reasons import StepReason

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Reactions:
    """How many people were reached, and how many of them unsubscribed or complained."""

    reached: int
    unsubscribed: int
    complained: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """The rates, in basis points, above which it stops, once so many were reached."""

    unsubscribe_basis_points: int
    complaint_basis_points: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """Which limit is crossed, and by which numbers."""

    reason: StepReason
    people: int
    reached: int
    limit_basis_points: int

    @property
    def words(self) -> str:
        """The numbers as staff read them."""
        verb = (
            "complained"
            if self.reason is StepReason.TOO_MANY_COMPLAIN
            else "unsubscribed"
        )
        return (
            f"{self.people} of {self.reached} people {verb}; "
            f"the limit is {self.limit_basis_points / 100:g} %."
        )


def crossed_limit(seen: Reactions, bounds: Bounds) -> Crossed | None:
    """Return the limit that is crossed, complaints first; None below the minimum or at the limit."""
    if seen.reached < bounds.minimum:
        return None
    asked = (
        (
            StepReason.TOO_MANY_COMPLAIN,
            seen.complained,
            bounds.complaint_basis_points,
        ),
        (
            StepReason.TOO_MANY_UNSUBSCRIBE,
            seen.unsubscribed,
            bounds.unsubscribe_basis_points,
        ),
    )
    for reason, people, limit in asked:
        if people * WHOLE > limit * seen.reached:
            return Crossed(reason, people, seen.reached, limit)
    return None

"""What a rehearsal tells: how many, per journey and week, and every decision about one person."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

MOST_DECISIONS = 2000


@dataclass(slots=True)
class Report:
    """Numbers by journey, week (its Monday) and what happened; decisions only if asked for.

    What happened is one of `expected`, `entered`, `lapsed:<why>`, `step:<name>`, `queued`, `sent`,
    `deferred:<why>`, `refused:<why>`, `goal`, `ended:<why>`, and `effect:<kind>`. Nobody is held
    out: a holdout is drawn when somebody really enters.
    """

    keeps_decisions: bool = False
    numbers: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    decisions: list[dict[str, Any]] = field(default_factory=list)

    def tell(
        self,
        journey: str,
        at: datetime.datetime,
        what: str,
        **details: Any,
    ) -> None:
        """Count one thing, and keep it with its details where decisions are asked for."""
        day = at.astimezone(datetime.UTC).date()
        monday = day - datetime.timedelta(days=day.weekday())
        self.numbers[journey][monday.isoformat()][what] += 1
        if self.keeps_decisions and len(self.decisions) < MOST_DECISIONS:
            self.decisions.append(
                {"at": at.isoformat(), "journey": journey, "what": what, **details}
            )

    def total(self, journey: str, what: str) -> int:
        """Return how often something happened in a journey, over all weeks."""
        return sum(week[what] for week in self.numbers[journey].values())

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values, weeks in order."""
        return {
            "journeys": {
                journey: [
                    {"week": week, "numbers": dict(sorted(weeks[week].items()))}
                    for week in sorted(weeks)
                ]
                for journey, weeks in sorted(self.numbers.items())
            },
            "decisions": self.decisions,
        }

"""Which condition of a rule costs the database most, by its own reckoning."""

import json

from django.db import connections

from .compiling import members
from .field import Moment
from .plan import Part, questions_of

MOST_RECKONED = 60


def dearest_place(part: Part, moment: Moment, *, using: str) -> str:
    """Return the path of the condition whose statement alone is the dearest; nothing is executed.

    One statement per condition, of the first sixty: a rule of its own has no more.
    """
    costs: dict[str, float] = {}
    with connections[using].cursor() as cursor:
        for question, _ in zip(questions_of(part), range(MOST_RECKONED), strict=False):
            statement = members(question, moment)
            cursor.execute(
                f"EXPLAIN (FORMAT JSON) {statement.sql}", statement.parameters
            )
            (plan,) = cursor.fetchone()
            found = json.loads(plan) if isinstance(plan, str) else plan
            cost = float(found[0]["Plan"]["Total Cost"])
            costs[question.path] = max(cost, costs.get(question.path, 0.0))
    return max(costs, key=lambda path: costs[path])

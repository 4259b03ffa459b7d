"""Points in answers: whole numbers that may be larger than GraphQL's `Int`."""

from typing import Any

from graphene.types import Scalar
from graphql import GraphQLError

MOST = 2**53 - 1


class CrmPoints(Scalar):
    """Whole points; sums go beyond `Int`, and no number beyond what JSON keeps exactly."""

    class Meta:
        description = (
            "Points: a whole number, between -9007199254740991 and 9007199254740991."
        )

    @staticmethod
    def serialize(value: Any) -> int:
        """Return the number; raises GraphQLError for one that readers of JSON would round."""
        points = int(value)
        if points != value or abs(points) > MOST:
            raise GraphQLError(f"{value} is no number of points that can be told.")
        return points

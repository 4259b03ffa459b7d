"""What needs a segment in the areas above, so that it cannot be put away under their feet.

Areas that name segments register what needs them; segments themselves know none of it.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

from ..core.registry import Registry


class SegmentNeed(ABC):
    """Something that names segments and would stand without its people if one were archived."""

    code: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def names(self, segment_id: int) -> list[str]:
        """Return the names, for staff, of all that needs this segment now; one query.

        Asked with the segment's row locked: whoever is about to need it waits.
        """


segment_needs: Registry[SegmentNeed] = Registry(SegmentNeed)


def needed_by(segment_id: int) -> list[str]:
    """Return the names of everything that needs the segment; one query per kind."""
    return [name for need in segment_needs for name in need().names(segment_id)]

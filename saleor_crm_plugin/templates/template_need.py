"""What uses a template in the areas above, so that its purpose and list stay as they were agreed to.

Areas that name templates register what uses them; templates themselves know none of it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from ..core.registry import Registry


class TemplateNeed(ABC):
    """Something at work that says what a template says."""

    code: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def names(self, template_code: str) -> list[str]:
        """Return the names, for staff, of all that uses this template now; one query."""


template_needs: Registry[TemplateNeed] = Registry(TemplateNeed)


def uses_of(template_code: str) -> Iterator[tuple[str, str]]:
    """Yield kind and name of everything that uses the template; one query per kind."""
    for need in template_needs:
        for name in need().names(template_code):
            yield need.code, name

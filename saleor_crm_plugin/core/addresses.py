"""An address as people write it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where somebody lives, texts "" where unknown; personal: never log or store it."""

    country: str = ""
    postal_code: str = ""
    city: str = ""
    street: str = ""
    more: str = ""

    @property
    def one_line(self) -> str:
        """Return all of it in small letters."""
        parts = (self.country, self.postal_code, self.city, self.street, self.more)
        return " ".join(part for part in parts if part).lower()

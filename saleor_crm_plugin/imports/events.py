"""Facts about what files have brought; nothing starts by them, for their origin is *import*."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerImported(Fact):
    """A file has brought in a person, or changed what is known of one."""

    code: ClassVar[str] = "imports.customer_imported"
    import_id: int
    is_new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerImportUndone(Fact):
    """What a file had brought about a person was taken back."""

    code: ClassVar[str] = "imports.customer_import_undone"
    import_id: int

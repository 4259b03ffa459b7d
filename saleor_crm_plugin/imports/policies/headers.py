"""Which field a column is likely to be, by the name that stands above it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

# A column can be an attribute of a person: "attribute:shoe_size".
ATTRIBUTE = "attribute:"


def plain_header(header: str) -> str:
    """Return a header's letters and digits alone, small and without accents."""
    parted = unicodedata.normalize("NFKD", header.casefold())
    return re.sub(
        r"[\W_]+", "", "".join(c for c in parted if not unicodedata.combining(c))
    )


def told_apart(headers: Sequence[str]) -> list[str]:
    """Return the headers, those that stand there again with a number: "Phone", "Phone (2)"."""
    found: list[str] = []
    for header in headers:
        name, again = header, 2
        while name and name in found:
            name, again = f"{header} ({again})", again + 1
        found.append(name)
    return found


def suggested(headers: Sequence[str], names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a field for each column, "" where none is likely; no field comes twice.

    `names` holds the plain headers by which each field is known in English, Italian and Chinese.
    """
    known = {
        plain_header(name): field for field, said in names.items() for name in said
    }
    taken: set[str] = set()
    found = []
    for header in headers:
        field = known.get(plain_header(header), "")
        found.append("" if field in taken else field)
        taken.add(field)
    return found

"""A ZIP archive that is written piece by piece, one JSON document for each kind of data."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

PIECE = 512 * 1024


class _Outlet(io.RawIOBase):
    """What the archive is written to: keeps what nobody has taken yet, and cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        """Say that it takes bytes."""
        return True

    def write(self, content: Any) -> int:
        """Keep the bytes."""
        self._kept += content
        return len(content)

    def take(self, least: int = 1) -> Iterator[bytes]:
        """Yield what has been kept in pieces, as long as there are so many bytes."""
        while len(self._kept) >= least:
            piece = bytes(self._kept[:PIECE])
            del self._kept[:PIECE]
            yield piece


class Archive:
    """Documents in, pieces of a ZIP out, in this order: `add` each, then `end`."""

    def __init__(self) -> None:
        self._outlet = _Outlet()
        self._zip = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, rows: Sequence[Any]) -> Iterator[bytes]:
        """Add a document that holds the rows as a JSON array; yield the full pieces."""
        with self._zip.open(name, "w", force_zip64=True) as document:
            document.write(b"[")
            for place, row in enumerate(rows):
                separator = ",\n" if place else ""
                text = separator + json.dumps(row, ensure_ascii=False, sort_keys=True)
                document.write(text.encode())
                yield from self._outlet.take(PIECE)
            document.write(b"]\n")
        yield from self._outlet.take(PIECE)

    def end(self) -> Iterator[bytes]:
        """Close the archive; yield the rest."""
        self._zip.close()
        yield from self._outlet.take()

"""The files of the pages as they were built, found by name and never by walking a given path."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILES = Path(__file__).parent / "files"
INDEX = "index.html"
# What the build names after its content: under such a name it never changes.
HASHED = "assets/"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_PRESSED = (".css", ".html", ".js", ".json", ".map", ".svg", ".txt")
# Below this a packet goes out anyway.
_WORTH_PRESSING = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltFile:
    """One file: what it holds, also pressed by gzip (None where that gains nothing)."""

    name: str
    content: bytes
    pressed: bytes | None
    tag: str

    @property
    def content_type(self) -> str:
        """Return what browsers are told that it is."""
        return CONTENT_TYPES[Path(self.name).suffix]

    @property
    def is_immutable(self) -> bool:
        """Whether its name is made of its content."""
        return self.name.startswith(HASHED)


def are_built(files: Path = FILES) -> bool:
    """Whether the package holds the pages: without Node they are not built."""
    return (files / INDEX).is_file()


def is_name_of_file(path: str) -> bool:
    """Whether a path asks for a file, there or not; every other path is a page's."""
    return path.startswith(HASHED) or Path(path).suffix in CONTENT_TYPES


def built_file(name: str, files: Path = FILES) -> BuiltFile | None:
    """Return one of the built files; None for every other name, whatever it looks like.

    Files are read once; a new build is seen by its index, without a restart.
    """
    index = files / INDEX
    if not index.is_file():
        return None
    built_at = index.stat().st_mtime_ns
    if name not in _names(files, built_at):
        return None
    return _read(files, name, built_at)


@lru_cache(maxsize=2)
def _names(files: Path, built_at: int) -> frozenset[str]:
    return frozenset(
        path.relative_to(files).as_posix()
        for path in files.rglob("*")
        # A link might lead out of the folder.
        if path.is_file() and not path.is_symlink() and path.suffix in CONTENT_TYPES
    )


@lru_cache(maxsize=512)
def _read(files: Path, name: str, built_at: int) -> BuiltFile:
    content = (files / name).read_bytes()
    is_pressed = name.endswith(_PRESSED) and len(content) >= _WORTH_PRESSING
    return BuiltFile(
        name=name,
        content=content,
        pressed=gzip.compress(content, 9, mtime=0) if is_pressed else None,
        tag=hashlib.sha256(content).hexdigest()[:32],
    )

"""Letters as files in a folder, so that the next start of the demo still has them."""

import email
import itertools
import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path

MOST_SHOWN = 200
_NAME = re.compile(r"[0-9]{19}-[0-9]+")
_HREF = re.compile(r'href="([^"]+)"')
_numbers = itertools.count()


@dataclass(frozen=True)
class Letter:
    """One letter that arrived; `name` is its file's, without the ending."""

    name: str
    sender: str
    to: str
    subject: str
    text: str
    html: str

    @property
    def links(self) -> list[str]:
        """Return the addresses that its buttons and links lead to."""
        return [found.replace("&amp;", "&") for found in _HREF.findall(self.html)]

    @property
    def arrived_at(self) -> float:
        """Return when it arrived, in seconds since 1970."""
        return int(self.name.partition("-")[0]) / 1e9


def keep(folder: Path, content: bytes) -> str:
    """Write a letter down whole or not at all; returns its name. Names sort by time."""
    name = f"{time.time_ns():019}-{next(_numbers)}"
    unfinished = folder / f"{name}.part"
    unfinished.write_bytes(content)
    unfinished.rename(folder / f"{name}.eml")
    return name


def newest(folder: Path) -> list[Letter]:
    """Return the newest letters, the last one first."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return [_read(file) for file in files]


def newer_than(folder: Path, name: str, subjects: Collection[str]) -> list[Letter]:
    """Return all letters with these subjects that came after the one of this name, the last first.

    After all that there are for the name "".
    """
    files = sorted(
        (file for file in folder.glob("*.eml") if file.stem > name), reverse=True
    )
    letters = (_read(file) for file in files)
    return [letter for letter in letters if letter.subject in subjects]


def find(folder: Path, name: str) -> Letter | None:
    """Return one letter; None for a name that is no letter's."""
    file = folder / f"{name}.eml"
    return _read(file) if _NAME.fullmatch(name) and file.is_file() else None


def await_letters(
    folder: Path,
    is_wanted: Callable[[Letter], bool],
    count: int,
    *,
    seconds: float,
    meanwhile: Callable[[], None],
) -> list[Letter]:
    """Return the letters that are wanted as soon as there are so many, or when time is over.

    The newest comes first.
    """
    until = time.monotonic() + seconds
    while True:
        found = [letter for letter in newest(folder) if is_wanted(letter)]
        if len(found) >= count or time.monotonic() > until:
            return found
        meanwhile()
        time.sleep(0.3)


def _read(file: Path) -> Letter:
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    return Letter(
        name=file.stem,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""

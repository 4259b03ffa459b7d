"""What a cell may hold, and how a cell is written so that no spreadsheet runs it."""

import re
import unicodedata

LONGEST_CELL = 4_000
_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[\d\s().,/:-]*")
# What comes out of a spreadsheet with a mark before it is taken as it was.
_GUARD = "'"
# Controls but for the ends of lines and tabs, and surrogates.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Return the cell trimmed, in one normal form, and without the mark that `guarded` puts."""
    text = unicodedata.normalize("NFC", text).strip()
    if text.startswith(_GUARD) and text[1:].startswith(_STARTS):
        return text[1:].strip()
    return text


def is_readable(text: str) -> bool:
    """Whether the text has no NUL or other control character, and no half of a pair."""
    return _UNREADABLE.search(text) is None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text: it begins as a formula and is no number or phone."""
    return text.startswith(_STARTS) and not _NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """Return the text as a spreadsheet shows it and does not run it.

    NULs, which no database keeps but old files have, are left out.
    """
    text = text.replace("\x00", "")
    return _GUARD + text if text.startswith(_STARTS) else text

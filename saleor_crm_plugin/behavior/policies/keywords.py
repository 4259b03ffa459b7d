"""Which words a text is about, whatever script it is written in."""

import unicodedata
from collections.abc import Iterable, Iterator

from icu4py.breakers import WordBreaker

from .stop_words import STOP_WORDS

LONGEST_TEXT = 2000
LONGEST_WORD = 64
MOST_WORDS = 40
# Where one letter or sign is a word of its own, unlike in alphabets.
_IDEOGRAPHS = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\U00020000", "\U0003134f"))
_MARKS = ("\u0300", "\u036f")
_END_OF_LATIN = "\u024f"
# What nobody sees, and no word is made of: soft hyphens, spaces without width, directions, halves
# of signs. Joiners stay, for some scripts spell with them.
_UNSEEN = {ord(sign): None for sign in "\u00ad\u061c\u180e\u200b\u200e\u200f\ufeff"}
_UNSEEN |= dict.fromkeys(range(0x202A, 0x202F)) | dict.fromkeys(range(0x2060, 0x2070))
_UNSEEN |= dict.fromkeys(range(0xFE00, 0xFE10)) | dict.fromkeys(range(0xD800, 0xE000))
# Compatible forms take these vowels apart, and then no dictionary knows the word.
_VOWELS = {"\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3"}


def keywords(text: str) -> list[str]:
    """Return the words of a text that say what it is about, once each, in their order.

    At most 40, out of the first 2,000 characters; what cannot be seen is left out. In lower case, full-width forms as usual ones,
    Latin letters without accents. Words come from the dictionaries and rules of Unicode's own
    library; neighboring ideographs that it leaves alone are taken together, two at a time. Left
    out are numbers, single letters, signs, and words that say nothing (English, Italian, Chinese,
    Japanese, Thai).
    """
    words = _joined(_words(_plain(text[:LONGEST_TEXT])))
    kept = (word[:LONGEST_WORD] for word in words if _says_something(word))
    return list(dict.fromkeys(kept))[:MOST_WORDS]


def _plain(text: str) -> str:
    seen = text.translate(_UNSEEN)
    # One sign may stand for eighteen.
    composed = unicodedata.normalize("NFKC", seen)[:LONGEST_TEXT].casefold()
    for parted, vowel in _VOWELS.items():
        composed = composed.replace(parted, vowel)
    apart = unicodedata.normalize("NFD", composed)
    return unicodedata.normalize("NFC", "".join(_without_accents(apart)))


def _without_accents(apart: str) -> Iterator[str]:
    first, last = _MARKS
    letter = ""
    for sign in apart:
        if not first <= sign <= last:
            letter = sign
            yield sign
        # Elsewhere a mark makes another letter of it.
        elif letter > _END_OF_LATIN:
            yield sign


def _words(text: str) -> Iterator[str]:
    """Yield what stands between the borders of words, signs and all."""
    for piece in WordBreaker(text, "und"):
        # Only Latin is parted here: l'orologio, d'oro.
        yield from piece.replace("\u2019", "'").split("'")


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Put neighboring single ideographs together two at a time; of three, the middle one twice."""
    before = ""
    was_joined = False
    for word in words:
        is_single = _is_ideograph(word) and word not in STOP_WORDS
        if is_single and before:
            yield before + word
            was_joined = True
        else:
            if before and not was_joined:
                yield before
            was_joined = False
        before = word if is_single else ""
        if not is_single:
            yield word
    if before and not was_joined:
        yield before


def _is_ideograph(word: str) -> bool:
    return len(word) == 1 and any(first <= word <= last for first, last in _IDEOGRAPHS)


def _says_something(word: str) -> bool:
    if word in STOP_WORDS or not any(sign.isalpha() for sign in word):
        return False
    return len(word) > 1 or _is_ideograph(word)

"""In which encoding a text file is written: what is certain, and nothing else."""

import codecs
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

UTF_8 = "utf-8"
UTF_8_WITH_MARK = "utf-8-sig"
UTF_16 = "utf-16"
UTF_16_LITTLE = "utf-16-le"
UTF_16_BIG = "utf-16-be"
GBK = "gb18030"
WESTERN = "cp1252"
# What staff may say themselves, by the names that people know.
NAMES = {
    "utf-8": UTF_8_WITH_MARK,
    "utf-16": UTF_16,
    "gbk": GBK,
    "gb18030": GBK,
    "latin-1": WESTERN,
    "windows-1252": WESTERN,
}
_MARKS = (
    (codecs.BOM_UTF8, UTF_8_WITH_MARK),
    (codecs.BOM_UTF16_LE, UTF_16),
    (codecs.BOM_UTF16_BE, UTF_16),
)
_HIGH = 0x80
_LINE_END = b"\n"
# Nearly all characters of a text in GBK are of its common part, in two high bytes each.
_NEARLY_ALL = 0.9


def by_mark(beginning: bytes) -> str | None:
    """Return the encoding that a byte order mark tells, else None."""
    return next((name for mark, name in _MARKS if beginning.startswith(mark)), None)


def without_mark(beginning: bytes) -> str | None:
    """Return UTF-16 without a mark, in which most ends of lines have their NUL beside them."""
    ends = beginning.count(_LINE_END)
    pairs = Counter(zip(beginning[::2], beginning[1::2], strict=False))
    little, big = pairs[_LINE_END[0], 0], pairs[0, _LINE_END[0]]
    if 2 * max(little, big) <= ends:
        return None
    return UTF_16_LITTLE if little > big else UTF_16_BIG


def is_written_in(name: str, pieces: Iterable[bytes]) -> bool:
    """Whether every byte is one of this encoding's."""
    decoder = codecs.getincrementaldecoder(name)(errors="strict")
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def chinese_or_western(content: bytes) -> str | None:
    """Return GBK or the Western encoding for bytes that are no UTF; None where it is unclear.

    In Chinese texts high bytes come in twos; in Western ones an accented letter mostly stands
    between plain ones. Texts that are both, or neither, are unclear: guessing would spoil names.
    """
    runs = _runs(content)
    if not runs:
        return None
    in_twos = sum(length for length in runs if length % 2 == 0)
    share = in_twos / sum(runs)
    is_chinese = is_written_in(GBK, [content]) and share >= _NEARLY_ALL
    is_western = is_written_in(WESTERN, [content]) and share <= 1 - _NEARLY_ALL
    if is_chinese == is_western:
        return None
    return GBK if is_chinese else WESTERN


def _runs(content: bytes) -> list[int]:
    """Return the lengths of the runs of high bytes."""
    places = [place for place, byte in enumerate(content) if byte >= _HIGH]
    if not places:
        return []
    runs, length = [], 1
    for before, after in pairwise(places):
        if after == before + 1:
            length += 1
        else:
            runs.append(length)
            length = 1
    return [*runs, length]

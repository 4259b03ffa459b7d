"""Names and streets as words that can be compared: without accents, case and abbreviations. Pure."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_LEFT_OUT = re.compile(r"[.'’`]")
# Scripts in which names are written without spaces between them.
_UNSPACED = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯]")
_IDEOGRAPHS = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯]+|[^぀-ヿ㐀-䶿一-鿿가-힯]+")
_LONG_FORMS = {
    "v": "via",
    "vle": "viale",
    "vlo": "vicolo",
    "pza": "piazza",
    "pzza": "piazza",
    "ple": "piazzale",
    "pzle": "piazzale",
    "cso": "corso",
    "lgo": "largo",
    "sda": "strada",
    "st": "street",
    "rd": "road",
    "av": "avenue",
    "ave": "avenue",
    "blvd": "boulevard",
    "bd": "boulevard",
    "dr": "drive",
    "ln": "lane",
    "str": "strasse",
}
_SAYS_NUMBER = {"n", "no", "nr", "num", "numero", "number", "civico", "号", "號"}
# A word of fewer letters with a mistake in it is another word.
_LEAST_MISTAKEN, _LEAST_UNSPACED = 4, 3
_LONGEST_SURNAME = 2
# How long a word is that stands for itself, that is short, in pieces of two letters, or of three.
_WHOLE, _SHORT, _IN_TWOS, _IN_THREES = 2, 4, 6, 6


def plain(text: str) -> str:
    """Return a text in small letters, without accents, wide and narrow forms alike."""
    bare = "".join(
        one
        for one in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(one) != "Mn"
    )
    return unicodedata.normalize("NFC", bare)


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script in which names are written without spaces."""
    return bool(_UNSPACED.search(word))


def name_words(first_name: str, last_name: str) -> tuple[str, ...]:
    """Return the words of a name as it is said; one of ideographs is one word, surname first."""
    names = plain(first_name), plain(last_name)
    if any(map(is_unspaced, names)):
        whole = "".join(_WORD.findall(f"{names[1]} {names[0]}"))
        return (whole,) if whole else ()
    return tuple(_WORD.findall(f"{names[0]} {names[1]}"))


def surname(first_name: str, last_name: str) -> str:
    """Return by what a family is called: the last word of the last name, or of the whole; or "".

    Of ideographs the last name; where that holds the whole, or nothing does, the first of them.
    """
    words = name_words("", last_name)
    if not words:
        whole = name_words(first_name, "")
        words = whole if len(whole) > 1 or any(map(is_unspaced, whole)) else ()
    if not words:
        return ""
    last = words[-1]
    is_family_alone = bool(last_name.strip()) and len(last) <= _LONGEST_SURNAME
    return last if not is_unspaced(last) or is_family_alone else last[:1]


def street_words(street: str) -> tuple[str, ...]:
    """Return the words and numbers of a street, in an order of their own, none abbreviated."""
    parts = [
        part
        for word in _PART.findall(_LEFT_OUT.sub("", plain(street)))
        for part in _IDEOGRAPHS.findall(word)
    ]
    words = [_LONG_FORMS.get(part, part) for part in parts]
    whole = [f"{word}asse" if word.endswith("str") else word for word in words]
    return tuple(sorted(word for word in whole if word not in _SAYS_NUMBER))


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same first and last word, in any order, with a mistake in each.

    A mistake is one letter that is missing, too many or another, or two that are exchanged.
    """
    if not one or not other or (len(one) == 1) != (len(other) == 1):
        return False
    ends, others = (one[0], one[-1]), (other[0], other[-1])
    return any(
        _is_nearly(ends[0], first) and _is_nearly(ends[1], last)
        for first, last in (others, others[::-1])
    )


def _is_nearly(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if is_unspaced(long):
        return (
            len(short) == len(long) >= _LEAST_UNSPACED
            and sum(a != b for a, b in zip(short, long, strict=True)) == 1
        )
    if len(long) < _LEAST_MISTAKEN or len(long) - len(short) > 1:
        return False
    return _is_one_mistake(short, long)


def _is_one_mistake(short: str, long: str) -> bool:
    """Whether the longer word, or as long a one, becomes the other by one mistake."""
    pairs = zip(short, long, strict=False)
    place = next((at for at, (a, b) in enumerate(pairs) if a != b), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    if short[place + 1 :] == long[place + 1 :]:
        return True
    exchanged = short[place : place + 2] == long[place : place + 2][::-1]
    return exchanged and short[place + 2 :] == long[place + 2 :]


def pieces(word: str) -> set[str]:
    """Return pieces of a word of which a mistake in it leaves one as it was.

    The beginning and the end, of two letters or of three, so that words which differ by a letter
    in length share a length of piece; of short words also the first letter with the last. Of a
    word of ideographs, any two of three.
    """
    size = len(word)
    if size <= _WHOLE:
        return {word}
    if is_unspaced(word):
        return {word[:2], word[1:3], word[-2:], word[0] + word[2]}
    found = {word[:2], word[-2:]} if size <= _IN_TWOS else set()
    if size >= _IN_THREES:
        found |= {word[:3], word[-3:]}
    return found | {word[0] + word[-1]} if size <= _SHORT else found

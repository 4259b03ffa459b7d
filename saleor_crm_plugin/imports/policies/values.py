"""Cells as values: each reader returns the value, or raises BadValue with what is wrong."""

import datetime
import re
import zoneinfo
from decimal import Decimal
from typing import Literal

from ...core.languages import is_language, normalized_language
from ..error_codes import Problem

DateOrder = Literal["dmy", "mdy"]
MOST_POINTS = 1_000_000_000
MOST_MONEY = Decimal("1e10")
OLDEST_YEARS = 130
# No shop knows more, and every month of what has happened is a table of its own.
EARLIEST_YEAR = 1990
MOST_DECIMALS = 3
LONGEST_EMAIL = 254
LONGEST_DIGITS = 15
SHORTEST_DIGITS = 7
LONGEST_SKU = 255
MOST_GOODS = 200

_EMAIL = re.compile(
    r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\.]+(\.[^\s@<>\"(),:;\[\]\\.]+)+"
)
_LABEL = re.compile(r"[a-z0-9_-]{1,64}")
_CODE = re.compile(r"[a-z0-9_]{1,32}")
_PHONE = re.compile(r"[+\d][\d\s()./-]*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NO_YEAR = re.compile(r"(?:--)?(\d{1,2})[-月](\d{1,2})日?")
_WHOLE = re.compile(r"[+-]?\d{1,3}([., ']\d{3})+|[+-]?\d+")
# How many of it may stand behind an SKU: "A-1 x2", "A-1*2"; a name may end in "x2" itself.
_TIMES = re.compile(r"(.*?\S)(?:\s+x\s*|\s*[*×]\s*)(\d{1,6})", re.IGNORECASE)
_GRANTED = {
    "yes",
    "y",
    "true",
    "1",
    "granted",
    "subscribed",
    "si",
    "sì",
    "s",
    "vero",
    "是",
    "同意",
    "已订阅",
}
_WITHDRAWN = {
    "no",
    "n",
    "false",
    "0",
    "withdrawn",
    "unsubscribed",
    "falso",
    "否",
    "拒绝",
    "退订",
    "不同意",
}


class BadValue(Exception):
    """The cell is none of what its column holds."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def email(text: str) -> str:
    """Return an e-mail address in lower case."""
    text = text.strip().lower()
    if len(text) > LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        raise BadValue(Problem.NO_EMAIL)
    return text


def phone(text: str, country_code: str = "") -> str:
    """Return a phone number in E.164: with its country, or with `country_code` ("39") put before.

    A national number keeps its zero for Italy alone, as its own rules say.
    """
    if not _PHONE.fullmatch(text):
        raise BadValue(Problem.NO_PHONE)
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif country_code:
        number = country_code + (digits if country_code == "39" else digits.lstrip("0"))
    else:
        number = ""
    if not SHORTEST_DIGITS <= len(number) <= LONGEST_DIGITS:
        raise BadValue(Problem.NO_PHONE)
    return f"+{number}"


def words(text: str, most: int) -> str:
    """Return a text of at most `most` characters."""
    if len(text) > most:
        raise BadValue(Problem.TOO_LONG)
    return " ".join(text.split())


def date(text: str, order: DateOrder) -> datetime.date:
    """Return a whole date, in one of the usual forms; `order` tells the day from the month."""
    year, month, day = _parts(text, order)
    if year is None:
        raise BadValue(Problem.NO_DATE)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise BadValue(Problem.NO_DATE) from None


def birthday(text: str, order: DateOrder) -> tuple[int | None, int, int]:
    """Return year, month and day; the year is None where it was not said."""
    try:
        year, month, day = _parts(text, order)
        datetime.date(year or 2000, month, day)
    except (BadValue, ValueError):
        raise BadValue(Problem.NO_BIRTHDAY) from None
    return year, month, day


def moment(text: str, order: DateOrder, zone: str) -> datetime.datetime:
    """Return an aware moment; a time without a zone is of `zone`, a date alone its midnight."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        found = _with_time(text, order)
    if found.year < EARLIEST_YEAR:
        raise BadValue(Problem.OUT_OF_RANGE)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    try:
        return found.astimezone(datetime.UTC)
    except OverflowError:
        raise BadValue(Problem.NO_DATE) from None


def language(text: str) -> str:
    """Return the code of a language as the shop writes it."""
    code = normalized_language(text)
    if not is_language(code):
        raise BadValue(Problem.NO_LANGUAGE)
    return code


def labels(text: str) -> tuple[str, ...]:
    """Return tags: small letters, digits, hyphens; several are parted by comma or semicolon."""
    found = [label(one) for one in re.split(r"[,;|、，；\n]", text) if one.strip()]
    return tuple(dict.fromkeys(found))


def label(text: str) -> str:
    """Return one tag or one name of an attribute."""
    made = re.sub(r"\s+", "-", text.strip().lower())
    if not _LABEL.fullmatch(made):
        raise BadValue(Problem.NO_LABEL)
    return made


def code(text: str) -> str:
    """Return a short plain code."""
    made = text.strip().lower()
    if not _CODE.fullmatch(made):
        raise BadValue(Problem.NO_CODE)
    return made


def points(text: str) -> int:
    """Return whole points above zero; thousands may be marked."""
    if not _WHOLE.fullmatch(text):
        raise BadValue(Problem.NO_NUMBER)
    number = int(re.sub(r"[., ']", "", text))
    if not 0 < number <= MOST_POINTS:
        raise BadValue(Problem.OUT_OF_RANGE)
    return number


def money(text: str, decimal_comma: bool) -> Decimal:
    """Return an amount of money, zero or more; `decimal_comma` says what "1.234" means."""
    plain = text.replace(" ", "").replace("'", "")
    plain = (
        plain.replace(".", "").replace(",", ".")
        if decimal_comma
        else plain.replace(",", "")
    )
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise BadValue(Problem.NO_NUMBER)
    amount = Decimal(plain)
    if amount >= MOST_MONEY or -int(amount.as_tuple().exponent) > MOST_DECIMALS:
        raise BadValue(Problem.OUT_OF_RANGE)
    return amount


def currency(text: str) -> str:
    """Return the code of a currency."""
    made = text.strip().upper()
    if not _CURRENCY.fullmatch(made):
        raise BadValue(Problem.NO_CURRENCY)
    return made


def granted(text: str) -> bool:
    """Return whether a consent was granted; the words of the common lists in three languages."""
    said = text.strip().lower()
    if said in _GRANTED:
        return True
    if said in _WITHDRAWN:
        return False
    raise BadValue(Problem.NO_STATUS)


def goods(text: str) -> tuple[tuple[str, int], ...]:
    """Return SKUs with how many of each were bought, of a list such as "A-1 x2, B-7"."""
    found: dict[str, int] = {}
    for one in re.split(r"[,;|\n]", text):
        said = _TIMES.fullmatch(one.strip())
        sku, quantity = (said[1], int(said[2])) if said else (one.strip(), 1)
        if not quantity or len(sku) > LONGEST_SKU:
            raise BadValue(Problem.OUT_OF_RANGE)
        if sku:
            found[sku] = found.get(sku, 0) + quantity
    if len(found) > MOST_GOODS:
        raise BadValue(Problem.TOO_LONG)
    return tuple(found.items())


def _parts(text: str, order: DateOrder) -> tuple[int | None, int, int]:
    text = text.strip()
    for pattern in (_YEAR_FIRST, _PLAIN):
        if found := pattern.fullmatch(text.split(" ")[0].split("T")[0]):
            year, month, day = map(int, found.groups())
            return year, month, day
    if found := _YEAR_LAST.fullmatch(text.split(" ")[0]):
        first, second, year = map(int, found.groups())
        return (year, second, first) if order == "dmy" else (year, first, second)
    if found := _NO_YEAR.fullmatch(text):
        return None, int(found[1]), int(found[2])
    raise BadValue(Problem.NO_DATE)


def _with_time(text: str, order: DateOrder) -> datetime.datetime:
    first, _, clock = text.strip().partition(" ")
    day = date(first, order)
    clock = clock.strip() or "00:00"
    try:
        return datetime.datetime.combine(day, datetime.time.fromisoformat(clock))
    except ValueError:
        raise BadValue(Problem.NO_DATE) from None


def is_past(birthday: tuple[int | None, int, int], today: datetime.date) -> bool:
    """Whether somebody alive can have been born then; without a year everybody can."""
    year, month, day = birthday
    if year is None:
        return True
    return (
        datetime.date(year, month, day) <= today and today.year - year <= OLDEST_YEARS
    )

"""Filters beyond Liquid's own: money and days, as the reader's language writes them."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency
from liquid.exceptions import FilterArgumentError
from liquid.filter import with_context

DEFAULT_LANGUAGE = "en"


def locale_of(language: str) -> Locale:
    """Return the locale of a language tag; English where there is none."""
    try:
        return Locale.parse(language.replace("-", "_"), sep="_")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(DEFAULT_LANGUAGE)


@with_context
def money(amount: Any, currency: Any, *, context: Any) -> str:
    """Write an amount with its currency: {{ order.total | money: order.currency }}."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        raise FilterArgumentError("money: this is no amount", token=None) from None
    return format_currency(value, str(currency), locale=_locale(context))


@with_context
def day(value: Any, *, context: Any) -> str:
    """Write a date or the date of a time in full: {{ code.expires_on | day }}."""
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value[:10])
        except ValueError:
            raise FilterArgumentError("day: this is no date", token=None) from None
    if not isinstance(value, datetime.date):
        raise FilterArgumentError("day: this is no date", token=None)
    return format_date(value, format="long", locale=_locale(context))


def _locale(context: Any) -> Locale:
    language = context.resolve("language", default=DEFAULT_LANGUAGE)
    return locale_of(str(language))


FILTERS: Mapping[str, Callable[..., Any]] = {"money": money, "day": day}

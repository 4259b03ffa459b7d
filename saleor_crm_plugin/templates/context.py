"""The live values that templates are filled with, read for a whole batch at once.

Values are plain texts, numbers and lists, in the shape of `shape.EXAMPLE`; a template can reach
nothing else. What there is nothing of (an order in a birthday greeting) is absent.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..identity.queries import Person, people
from ..ledger.queries import balances, next_expiries_of
from ..loyalty.queries import program_of_channel
from ..saleor_adapter.cart_links import restore_url
from ..saleor_adapter.cart_views import CartLineView, CartView, cart_views
from ..saleor_adapter.order_views import OrderLineView, OrderView, order_views
from ..saleor_adapter.products import VariantView, variants
from ..tiers.queries import progress_of, stored_tiers
from .shape import FREE
from .storefronts import StorefrontWords

NO_STOREFRONT = StorefrontWords()


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What one message is about, to whom, in which of the shop's channels and which language.

    `code` is a voucher's code, `links` the ways out (unsubscribe, preferences); `own` are the
    caller's values, plain and not personal.
    """

    profile_id: int
    language: str
    channel: str = ""
    order_id: str = ""
    checkout_id: str = ""
    variant_ids: tuple[int, ...] = ()
    code: str = ""
    code_expires_on: datetime.date | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)


def contexts(
    subjects: Sequence[Subject],
    *,
    storefronts: Mapping[str, StorefrontWords],
    now: datetime.datetime,
    using: str = "default",
) -> list[dict[str, Any]]:
    """Return the context of each subject, in their order.

    The number of queries depends on how many languages and channels are among them, not on how
    many subjects.
    """
    read = _Read(subjects, now=now, using=using)
    return [
        _context(subject, read, storefronts.get(subject.channel, NO_STOREFRONT))
        for subject in subjects
    ]


class _Read:
    """Everything that the batch needs, read once."""

    def __init__(
        self, subjects: Sequence[Subject], *, now: datetime.datetime, using: str
    ) -> None:
        self.people: dict[int, Person] = people(
            sorted({subject.profile_id for subject in subjects}), using=using
        )
        self.orders: dict[tuple[str, str], OrderView] = _by_language(
            ((one.language, one.order_id) for one in subjects), order_views, using=using
        )
        self.carts: dict[tuple[str, str], CartView] = _by_language(
            ((one.language, one.checkout_id) for one in subjects),
            cart_views,
            using=using,
        )
        self.variants = _variants(subjects, using=using)
        self.points = _points(subjects, now=now, using=using)


def _by_language(
    wanted: Iterable[tuple[str, str]],
    read: Callable[..., dict[str, Any]],
    *,
    using: str,
) -> dict[tuple[str, str], Any]:
    ids: dict[str, set[str]] = defaultdict(set)
    for language, one in wanted:
        if one:
            ids[language].add(one)
    return {
        (language, one): view
        for language, group in ids.items()
        for one, view in read(group, language, using=using).items()
    }


def _variants(
    subjects: Sequence[Subject], *, using: str
) -> dict[tuple[str, str, int], VariantView]:
    ids: dict[tuple[str, str], set[int]] = defaultdict(set)
    for subject in subjects:
        if subject.variant_ids:
            ids[subject.channel, subject.language].update(subject.variant_ids)
    return {
        (channel, language, one): view
        for (channel, language), group in ids.items()
        for one, view in variants(group, channel, language, using=using).items()
    }


def _points(
    subjects: Sequence[Subject], *, now: datetime.datetime, using: str
) -> dict[tuple[str, int], dict[str, Any]]:
    """Return `points` and `tier` by channel and profile, for channels that have a program."""
    members: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        if subject.channel:
            members[subject.channel].add(subject.profile_id)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for channel, profile_ids in members.items():
        program = program_of_channel(channel, now=now, using=using)
        if program is None:
            continue
        held = balances(program.book_id, profile_ids, using=using)
        soonest = next_expiries_of(program.book_id, profile_ids, first=1, using=using)
        tiers = _tiers(program.book_id, profile_ids, now=now, using=using)
        for one in profile_ids:
            points = {
                "program": program.name,
                "unit": program.unit_name,
                "balance": held[one].available,
                "pending": held[one].pending,
            }
            if soonest[one]:
                points["expiring"] = soonest[one][0].points
                points["expires_on"] = soonest[one][0].expires_at.date().isoformat()
            found[channel, one] = {"points": points} | (
                {"tier": tiers[one]} if one in tiers else {}
            )
    return found


def _tiers(
    book_id: int, profile_ids: set[int], *, now: datetime.datetime, using: str
) -> dict[int, dict[str, str]]:
    standings = progress_of(book_id, profile_ids, now=now, using=using)
    rows = stored_tiers(using=using).filter(ladder__book_id=book_id)
    names = dict(rows.values_list("code", "name"))
    return {
        one: {
            "name": names.get(standing.tier, ""),
            "next": names.get(standing.next_tier, ""),
            "missing": str(next(iter(standing.missing.values()), "")),
        }
        for one, standing in standings.items()
        if standing.tier or standing.next_tier
    }


def _context(subject: Subject, read: _Read, words: StorefrontWords) -> dict[str, Any]:
    person = read.people.get(subject.profile_id)
    values: dict[str, Any] = {
        "language": subject.language,
        "customer": {
            "first_name": person.first_name if person else "",
            "last_name": person.last_name if person else "",
        },
        "shop": {
            "name": words.name,
            "url": words.url,
            "postal_address": words.postal_address,
        },
        "links": subject.links,
        FREE: dict(subject.own),
        "products": [
            _product(view, words)
            for one in subject.variant_ids
            if (view := read.variants.get((subject.channel, subject.language, one)))
        ],
        **read.points.get((subject.channel, subject.profile_id), {}),
    }
    if order := read.orders.get((subject.language, subject.order_id)):
        values["order"] = _order(order, words)
    if cart := read.carts.get((subject.language, subject.checkout_id)):
        values["cart"] = _cart(cart, words)
    if subject.code:
        ends = subject.code_expires_on
        values["code"] = {
            "value": subject.code,
            "expires_on": ends.isoformat() if ends else "",
        }
    return values


def _order(order: OrderView, words: StorefrontWords) -> dict[str, Any]:
    return {
        "number": order.number,
        "placed_on": order.placed_at.date().isoformat(),
        "total": str(order.total),
        "currency": order.currency,
        "url": words.order_url(order.number),
        "review_url": words.review_url(order.number),
        "lines": [
            {
                **_line(line, order.currency, words),
                "review_url": words.review_url(order.number, line.slug),
            }
            for line in order.lines
        ],
    }


def _cart(cart: CartView, words: StorefrontWords) -> dict[str, Any]:
    return {
        "quantity": sum(line.quantity for line in cart.lines),
        "total": str(cart.total),
        "currency": cart.currency,
        "restore_url": restore_url(cart.id),
        "lines": [_line(line, cart.currency, words) for line in cart.lines],
    }


def _line(
    line: OrderLineView | CartLineView, currency: str, words: StorefrontWords
) -> dict[str, Any]:
    return {
        "name": line.product_name,
        "variant_name": line.variant_name,
        "quantity": line.quantity,
        "amount": str(line.unit_price),
        "currency": currency,
        "url": words.product_url(line.slug) if line.slug else "",
        "image_url": line.thumbnail_url,
    }


def _product(view: VariantView, words: StorefrontWords) -> dict[str, Any]:
    return {
        "name": view.product_name,
        "variant_name": view.name,
        "price": str(view.price),
        "undiscounted_price": str(view.undiscounted_price),
        "currency": view.currency,
        "is_available": view.is_available,
        "url": words.product_url(view.slug),
        "image_url": view.thumbnail_url,
    }

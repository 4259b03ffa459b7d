"""The reads of behavior that others may use.

Tables for set-based readers (segments, insight); all rows are about people who agreed to be
profiled, and are gone when they no longer do, or after `keep_days`:

- `crm_behavior_event` (profile_id, occurred_at, kind, name, product_id, variant_id, category_id,
  channel, quantity, text, language): what happened, partitioned by month; index
  (profile_id, occurred_at, id). `kind` is an `EventKind`. Visits have kind `visit` and in `name`
  the code of the store, occasions `occasion`, its code in `name` and that of the store in `text`.
- `crm_behavior_day` (profile_id, day, kind): events. Days in UTC; primary key in this order,
  index (day, kind). For "viewed at least N times in the last M days".
- `crm_product_interest` (profile_id, product_id): views, carts, wishes, shares, first_at,
  last_at; index (product_id, last_at).
- `crm_category_interest` (profile_id, category_id): views, first_at, last_at; views of products
  count for the product's category; index (category_id, last_at).
- `crm_person_keyword` (profile_id, source, word): stem, times, first_at, last_at; `source` is a
  `KeywordSource`; index (stem, last_at). Compare `stem` with any of `keyword_stems(word)`.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ..saleor_adapter.reading import read_rows
from .kinds import EventKind
from .models import BehaviorEvent, BehaviorSettings, PersonKeyword, ProductInterest
from .policies.keywords import keywords

STEMS = """
SELECT DISTINCT crm_keyword_stem(word, language) AS stem
FROM unnest(%(words)s::text[]) AS word, unnest(%(languages)s::text[]) AS language
"""
# Whose rules of stemming a word is looked up by when nobody knows its language.
STEMMED_LANGUAGES = ("", "en", "it", "de", "fr", "es", "pt", "nl")
GOODS_KINDS = (EventKind.PRODUCT, EventKind.CART, EventKind.WISHLIST)


@dataclass(frozen=True, slots=True)
class BehaviorPlace:
    """The place of an event among a person's: after everything newer, before it itself."""

    occurred_at: datetime.datetime
    id: int


@dataclass(frozen=True, slots=True)
class Interest:
    """How much a person has shown of interest in one product."""

    product_id: int
    views: int
    carts: int
    wishes: int
    shares: int
    last_at: datetime.datetime


def behavior_settings(*, using: str = "default") -> BehaviorSettings:
    """Return what the shop has chosen, or what holds until it does."""
    return BehaviorSettings.objects.using(using).first() or BehaviorSettings()


def keep_days(*, using: str = "default") -> int:
    """Return for how many days behavior is kept."""
    return behavior_settings(using=using).keep_days


def keyword_stems(text: str, *, using: str = "default") -> list[str]:
    """Return the stems by which the words of a text are found, in any language we stem. One query.

    [] where the text has no keyword.
    """
    words = keywords(text)
    if not words:
        return []
    asked = {"words": words, "languages": list(STEMMED_LANGUAGES)}
    return sorted(row["stem"] for row in read_rows(STEMS, asked, using))


def events_pages(
    profile_ids: Collection[int],
    *,
    first: int,
    before: BehaviorPlace | None = None,
    kinds: Sequence[str] = (),
    using: str = "default",
) -> dict[int, list[BehaviorEvent]]:
    """Return `first` events of each of these people, newest first, before the place; one query.

    `kinds` are codes, none for all. Looks at most at what the shop keeps.
    """
    rows = BehaviorEvent.objects.using(using).filter(profile_id__in=profile_ids)
    if before is not None:
        rows = rows.extra(  # noqa: S610 a comparison of rows, which the ORM cannot say
            where=["(occurred_at, id) < (%s, %s)"],
            params=[before.occurred_at, before.id],
        )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    newest_first = Window(
        RowNumber(),
        partition_by=F("profile_id"),
        order_by=[F("occurred_at").desc(), F("id").desc()],
    )
    rows = rows.annotate(place=newest_first).filter(place__lte=first)
    pages: dict[int, list[BehaviorEvent]] = {one: [] for one in profile_ids}
    for row in rows.order_by("-occurred_at", "-id"):
        pages[row.profile_id or 0].append(row)
    return pages


def interests_of(
    profile_ids: Collection[int], *, first: int, using: str = "default"
) -> dict[int, list[Interest]]:
    """Return each person's `first` products of interest, the latest first. One query."""
    latest_first = Window(
        RowNumber(),
        partition_by=F("profile_id"),
        order_by=[F("last_at").desc(), F("product_id")],
    )
    rows = ProductInterest.objects.using(using).filter(profile_id__in=profile_ids)
    rows = rows.annotate(place=latest_first).filter(place__lte=first)
    found: dict[int, list[Interest]] = {one: [] for one in profile_ids}
    for row in rows.order_by("place"):
        found[row.profile_id].append(
            Interest(
                product_id=row.product_id,
                views=row.views,
                carts=row.carts,
                wishes=row.wishes,
                shares=row.shares,
                last_at=row.last_at,
            )
        )
    return found


def keywords_of(
    profile_ids: Collection[int], *, first: int, using: str = "default"
) -> dict[int, list[PersonKeyword]]:
    """Return the `first` words that each person used most, by source and word. One query."""
    most_used = Window(
        RowNumber(),
        partition_by=F("profile_id"),
        order_by=[F("times").desc(), F("last_at").desc(), F("word")],
    )
    rows = PersonKeyword.objects.using(using).filter(profile_id__in=profile_ids)
    rows = rows.annotate(place=most_used).filter(place__lte=first)
    found: dict[int, list[PersonKeyword]] = {one: [] for one in profile_ids}
    for row in rows.order_by("place"):
        found[row.profile_id].append(row)
    return found

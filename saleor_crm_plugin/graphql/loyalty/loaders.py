"""Batched reads: one query for all accounts, balances or orders of an answer."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ...core import clock
from ...identity.queries import profiles_of_users
from ...ledger.queries import Balance, balances, lots_of_source
from ...loyalty.models import OrderSettlement, Program
from ...loyalty.sources import order_source
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import DataLoader
from ...tiers.models import TierLadder
from ...tiers.queries import Progress, progress_of

BookAndProfile = tuple[int, int]


class ProfileByUserLoader(DataLoader):
    """The profile's id by the account's; None where none was made yet."""

    context_key = "crm_profile_by_user"

    def batch_load(self, keys: Iterable[int]) -> list[int | None]:
        keys = list(keys)
        with allow_writer():
            found = profiles_of_users(keys)
        return [found.get(key) for key in keys]


class ProgramsLoader(DataLoader):
    """All programs, under the one key "all": there are few, and most answers need several."""

    context_key = "crm_programs"

    def batch_load(self, keys: Iterable[str]) -> list[list[Program]]:
        with allow_writer():
            rows = list(
                Program.objects.prefetch_related("channels", "rules", "currencies").order_by("id")
            )
        return [rows for _ in keys]


class LadderByBookLoader(DataLoader):
    """The ladder of a book with its tiers; None where it has none."""

    context_key = "crm_ladder_by_book"

    def batch_load(self, keys: Iterable[int]) -> list[TierLadder | None]:
        keys = list(keys)
        with allow_writer():
            rows = TierLadder.objects.filter(book_id__in=keys).prefetch_related(
                "tiers__thresholds"
            )
            found = {row.book_id: row for row in rows}
        return [found.get(key) for key in keys]


class BalanceLoader(DataLoader):
    """Balances by book and profile; zeros for those without an account."""

    context_key = "crm_balance"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[Balance]:
        return _by_book(keys, balances)


class TierProgressLoader(DataLoader):
    """Progress by book and profile; None in a book without a ladder."""

    context_key = "crm_tier_progress"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[Progress | None]:
        now = clock.now()
        return _by_book(keys, lambda book, profiles: progress_of(book, profiles, now=now))


class PointsByOrderLoader(DataLoader):
    """What an order has earned by now, less what was taken back; None outside any program."""

    context_key = "crm_points_by_order"

    def batch_load(self, keys: Iterable[Any]) -> list[int | None]:
        keys = list(keys)
        with allow_writer():
            settled = OrderSettlement.objects.filter(order_id__in=keys)
            orders_of_book: dict[int, list[Any]] = defaultdict(list)
            for order_id, book_id in settled.values_list("order_id", "book_id"):
                orders_of_book[book_id].append(order_id)
            points: dict[str, int] = {}
            for book_id, order_ids in orders_of_book.items():
                sources = [order_source(str(order_id)) for order_id in order_ids]
                for source, lots in lots_of_source(book_id, sources).items():
                    points[source] = sum(lot.granted - lot.clawed_back for lot in lots)
        return [points.get(order_source(str(key))) for key in keys]


def _by_book(keys: Iterable[BookAndProfile], read: Any) -> list[Any]:
    # One read for each book, however many profiles: a shop has few programs.
    keys = list(keys)
    profiles_of_book: dict[int, list[int]] = defaultdict(list)
    for book_id, profile_id in keys:
        profiles_of_book[book_id].append(profile_id)
    with allow_writer():
        found = {book_id: read(book_id, ids) for book_id, ids in profiles_of_book.items()}
    return [found[book_id].get(profile_id) for book_id, profile_id in keys]

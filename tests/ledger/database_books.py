"""The real verbs on the real database, behind the same few methods as the books in memory."""

import datetime
import itertools
from collections.abc import Callable, Sequence

from django.db import connection

from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.ledger.actions.accrue import accrue, import_opening
from saleor_crm_plugin.ledger.actions.adjust import adjust
from saleor_crm_plugin.ledger.actions.claw_back import claw_back, reinstate
from saleor_crm_plugin.ledger.actions.close_accounts import close_accounts
from saleor_crm_plugin.ledger.actions.due import expire_due, release_due
from saleor_crm_plugin.ledger.actions.give_back import give_back
from saleor_crm_plugin.ledger.actions.open_book import open_book
from saleor_crm_plugin.ledger.actions.reschedule import reschedule
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.resolve import redeem, void
from saleor_crm_plugin.ledger.actions.transfer import transfer
from saleor_crm_plugin.ledger.kinds import ShortfallPolicy
from saleor_crm_plugin.ledger.models import Lot
from saleor_crm_plugin.ledger.requests import (
    Adjustment,
    Clawback,
    GiveBack,
    Grant,
    LotTerm,
    Posted,
    Redemption,
    Reinstatement,
    Reservation,
    Transfer,
    Void,
)

from .columns import columns
from .invariants import broken_invariants

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_BOOK_NUMBERS = itertools.count(1)


class DatabaseBooks:
    """A new book with new profiles; every verb has a key of its own and can be replayed."""

    def __init__(self, members: Sequence[str]) -> None:
        self.now = START
        self.book_id = open_book(f"machine-{next(_BOOK_NUMBERS)}").pk
        self.profiles = {
            member: Profile.objects.create(kind="guest").pk for member in members
        }
        self._keys = itertools.count(1)
        self._posted: list[Callable[[], list[Posted]]] = []

    def snapshot(self) -> dict[str, dict[str, object]]:
        members = {profile_id: member for member, profile_id in self.profiles.items()}
        lots = (
            Lot.objects.filter(book_id=self.book_id)
            .select_related("account")
            .order_by("id")
        )
        names: dict[int, str] = {}
        courtesy: dict[int, int] = {}
        found = {}
        for lot in lots:
            names[lot.pk] = lot.source.removeprefix("adjustment:")
            if lot.origin_id is not None:
                number = courtesy.get(lot.origin_id, 0)
                courtesy[lot.origin_id] = number + 1
                names[lot.pk] = f"{names[lot.origin_id]}/{number}"
            found[names[lot.pk]] = columns(lot, members[lot.account.profile_id])
        return found

    def check(self) -> None:
        """Assert the invariants in plain SQL, and what is deferred to the commit."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert broken_invariants(self.book_id) == []

    def replay(self) -> None:
        """Do everything since the start again: nothing may change."""
        for again in self._posted:
            assert [posted.is_new for posted in again()] == [False]

    def _post(self, verb: Callable[[], list[Posted]]) -> Posted:
        [posted] = verb()
        self._posted.append(verb)
        return posted

    def _key(self) -> str:
        return f"key-{next(self._keys)}"

    def _in_days(self, days: int | None) -> datetime.datetime | None:
        return None if days is None else self.now + datetime.timedelta(days=days)

    def _lot_id(self, name: str) -> int:
        origin, *numbers = name.split("/")
        lots = Lot.objects.filter(book_id=self.book_id)
        lot_id = lots.get(source__in=[origin, f"adjustment:{origin}"]).pk
        for number in numbers:
            ids = (
                lots.filter(origin_id=lot_id)
                .order_by("id")
                .values_list("id", flat=True)
            )
            lot_id = ids[int(number)]
        return lot_id

    def pass_days(self, days: int) -> None:
        self.now += datetime.timedelta(days=days)

    def _grant(self, member: str, name: str, points: int, **dates: int | None) -> Grant:
        return Grant(
            book_id=self.book_id,
            profile_id=self.profiles[member],
            key=name,
            source=name,
            points=points,
            occurred_at=self.now,
            available_at=self._in_days(dates.get("hold")),
            expires_at=self._in_days(dates.get("term")),
        )

    def accrue(
        self, member: str, name: str, points: int, hold: int | None, term: int | None
    ) -> None:
        grant, now = self._grant(member, name, points, hold=hold, term=term), self.now
        self._post(lambda: accrue([grant], now=now))

    def import_opening(
        self, member: str, name: str, points: int, term: int | None
    ) -> None:
        grant, now = self._grant(member, name, points, term=term), self.now
        self._post(lambda: import_opening([grant], now=now))

    def give(self, member: str, name: str, points: int, term: int | None) -> None:
        self._adjust(member, name, points, self._in_days(term))

    def take(self, member: str, points: int) -> None:
        self._adjust(member, self._key(), -points, None)

    def _adjust(
        self, member: str, key: str, points: int, expires_at: datetime.datetime | None
    ) -> None:
        now = self.now
        request = Adjustment(
            book_id=self.book_id,
            profile_id=self.profiles[member],
            points=points,
            reason="as agreed",
            author="user:1",
            key=key,
            occurred_at=now,
            expires_at=expires_at,
        )
        self._post(lambda: adjust([request], now=now))

    def reserve(self, member: str, name: str, points: int) -> None:
        now = self.now
        request = Reservation(
            book_id=self.book_id,
            profile_id=self.profiles[member],
            points=points,
            key=name,
            occurred_at=now,
        )
        self._post(lambda: reserve([request], now=now))

    def redeem(self, name: str, redemption: str) -> None:
        request = Redemption(
            book_id=self.book_id,
            reservation_key=name,
            key=redemption,
            occurred_at=self.now,
        )
        self._post(lambda: redeem([request]))

    def void(self, name: str, courtesy: int) -> None:
        now = self.now
        request = Void(
            book_id=self.book_id,
            reservation_key=name,
            key=self._key(),
            occurred_at=now,
            courtesy_days=courtesy,
        )
        self._post(lambda: void([request], now=now))

    def give_back(self, redemption: str, points: int, courtesy: int) -> None:
        now = self.now
        request = GiveBack(
            book_id=self.book_id,
            redemption_key=redemption,
            points=points,
            key=self._key(),
            occurred_at=now,
            courtesy_days=courtesy,
        )
        self._post(lambda: give_back([request], now=now))

    def claw_back(self, name: str, points: int, policy: str) -> int:
        request = Clawback(
            lot_id=self._lot_id(name),
            points=points,
            key=self._key(),
            shortfall=ShortfallPolicy(policy),
            occurred_at=self.now,
        )
        return self._post(lambda: claw_back([request])).shortfall

    def reinstate(self, name: str, points: int, courtesy: int) -> None:
        now = self.now
        request = Reinstatement(
            lot_id=self._lot_id(name),
            points=points,
            key=self._key(),
            occurred_at=now,
            courtesy_days=courtesy,
        )
        self._post(lambda: reinstate([request], now=now))

    def release_due(self) -> None:
        while release_due(now=self.now, limit=2).has_more:
            pass

    def expire_due(self) -> None:
        while expire_due(now=self.now, limit=2).has_more:
            pass

    def reschedule(self, name: str, hold: int | None, term: int | None) -> bool:
        lot_id = self._lot_id(name)
        new = LotTerm(
            lot_id=lot_id,
            available_at=self._in_days(hold),
            expires_at=self._in_days(term),
        )
        return reschedule([new], now=self.now) == [True]

    def close(self, member: str) -> None:
        close_accounts(self.profiles[member], author="user:1", now=self.now)

    def transfer(self, names: Sequence[str], source: str, target: str) -> None:
        request = Transfer(
            book_id=self.book_id,
            from_profile_id=self.profiles[source],
            to_profile_id=self.profiles[target],
            key=self._key(),
            occurred_at=self.now,
            lot_ids=tuple(self._lot_id(name) for name in names),
        )
        self._post(lambda: transfer([request]))

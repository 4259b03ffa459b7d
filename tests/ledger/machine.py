"""All verbs in any order, on real books and on the reference at once; both must agree."""

from collections.abc import Callable
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from saleor_crm_plugin.core.errors import CrmError

from .reference import Reference, Refused

MEMBERS = ("ada", "ben")
member = st.sampled_from(MEMBERS)
points = st.integers(1, 12)
hold = st.one_of(st.none(), st.integers(0, 6))
term = st.one_of(st.none(), st.integers(1, 12))
courtesy = st.sampled_from([0, 3])
policy = st.sampled_from(["forgiven", "owed", "recovered"])
pick = st.integers(0, 50)


class LedgerMachine(RuleBasedStateMachine):
    """Runs one verb after the other; `books_class` says on which books."""

    books_class: ClassVar[Callable[[tuple[str, ...]], Any]]

    def __init__(self) -> None:
        super().__init__()
        self.books = type(self).books_class(MEMBERS)
        self.reference = Reference()
        self.count = 0
        self.earned: list[str] = []
        self.split = False

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def both(self, verb: str, *arguments: object) -> object:
        """Do the same on both; they must both refuse, changing nothing, or answer the same."""
        before = self.books.snapshot()
        try:
            expected = getattr(self.reference, verb)(*arguments)
        except Refused:
            try:
                getattr(self.books, verb)(*arguments)
            except CrmError:
                assert self.books.snapshot() == before
                return None
            raise AssertionError(
                f"{verb}{arguments} should have been refused"
            ) from None
        assert getattr(self.books, verb)(*arguments) == expected
        return expected

    def any_lot(self, number: int) -> str:
        return self.reference.lots[number % len(self.reference.lots)].name

    # --- verbs ----------------------------------------------------------------------------

    @rule(member=member, points=points, hold=hold, term=term)
    def accrue(
        self, member: str, points: int, hold: int | None, term: int | None
    ) -> None:
        name = self.name("order")
        self.earned.append(name)
        self.both("accrue", member, name, points, hold, term)

    @rule(member=member, points=points, term=term)
    def import_opening(self, member: str, points: int, term: int | None) -> None:
        self.both("import_opening", member, self.name("import"), points, term)

    @rule(member=member, points=points, term=term)
    def give(self, member: str, points: int, term: int | None) -> None:
        self.both("give", member, self.name("goodwill"), points, term)

    @rule(member=member, points=points)
    def take(self, member: str, points: int) -> None:
        self.both("take", member, points)

    @rule(member=member, points=st.integers(1, 20))
    def reserve(self, member: str, points: int) -> None:
        self.both("reserve", member, self.name("cart"), points)

    @precondition(lambda self: self.reference.reservations)
    @rule(pick=pick)
    def redeem(self, pick: int) -> None:
        names = sorted(self.reference.reservations)
        self.both("redeem", names[pick % len(names)], self.name("redemption"))

    @precondition(lambda self: self.reference.reservations)
    @rule(pick=pick, courtesy=courtesy)
    def void(self, pick: int, courtesy: int) -> None:
        names = sorted(self.reference.reservations)
        self.both("void", names[pick % len(names)], courtesy)

    @precondition(lambda self: self.reference.redemptions)
    @rule(pick=pick, points=points, courtesy=courtesy)
    def give_back(self, pick: int, points: int, courtesy: int) -> None:
        names = sorted(self.reference.redemptions)
        self.both("give_back", names[pick % len(names)], points, courtesy)

    @precondition(lambda self: self.reference.lots)
    @rule(pick=pick, points=points, policy=policy)
    def claw_back(self, pick: int, points: int, policy: str) -> None:
        self.both("claw_back", self.any_lot(pick), points, policy)

    @precondition(lambda self: self.reference.lots)
    @rule(pick=pick, points=points, courtesy=courtesy)
    def reinstate(self, pick: int, points: int, courtesy: int) -> None:
        self.both("reinstate", self.any_lot(pick), points, courtesy)

    @precondition(lambda self: self.reference.lots)
    @rule(pick=pick, hold=hold, term=term)
    def reschedule(self, pick: int, hold: int | None, term: int | None) -> None:
        self.both("reschedule", self.any_lot(pick), hold, term)

    @rule(member=member)
    def close(self, member: str) -> None:
        self.both("close", member)

    @precondition(lambda self: self.reference.lots)
    @rule(picks=st.lists(pick, min_size=1, max_size=3), source=member)
    def transfer(self, picks: list[int], source: str) -> None:
        self.split = True
        names = sorted({self.any_lot(number).split("/")[0] for number in picks})
        target = next(other for other in MEMBERS if other != source)
        self.both("transfer", names, source, target)

    @rule(days=st.integers(1, 5))
    def pass_days(self, days: int) -> None:
        self.reference.today += days
        self.books.pass_days(days)

    @rule()
    def release_due(self) -> None:
        self.both("release_due")

    @rule()
    def expire_due(self) -> None:
        self.both("expire_due")

    @rule()
    def replay(self) -> None:
        before = self.books.snapshot()
        self.books.replay()
        assert self.books.snapshot() == before

    # --- what always holds ----------------------------------------------------------------

    @invariant()
    def agrees_with_the_reference(self) -> None:
        ours, theirs = self.books.snapshot(), self.reference.snapshot()
        apart = {
            name
            for name in ours.keys() | theirs.keys()
            if ours.get(name) != theirs.get(name)
        }
        assert not apart, [
            (name, ours.get(name), theirs.get(name)) for name in sorted(apart)
        ]

    @invariant()
    def is_proven(self) -> None:
        self.books.check()

    def teardown(self) -> None:
        """Undo every order: nobody may hold more than goodwill and imports gave.

        Handing single lots over can part a lot from those that paid for it, so only books
        without transfers are held to this.
        """
        for name in sorted(self.reference.reservations):
            self.both("void", name, 3)
        for name, used in sorted(self.reference.redemptions.items()):
            if used:
                self.both("give_back", name, len(used), 3)
        for name in self.earned:
            lot = self.reference.lot(name)
            if lot.granted > lot.recalled:
                self.both("claw_back", name, lot.granted - lot.recalled, "forgiven")
        self.agrees_with_the_reference()
        self.is_proven()
        held = sum(
            columns["pending"] + columns["available"] + columns["reserved"]
            for columns in self.books.snapshot().values()
        )
        assert self.split or held <= self.reference.given

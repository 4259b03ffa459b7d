"""Batched reads: one query for all accounts, balances or orders of an answer."""

from collections.abc import Iterable
from typing import Any

from ...core import clock
from ...identity.queries import profiles_of_users
from ...ledger.history import Explanation, HistoryEntry, explanations, history_pages
from ...ledger.queries import Balance, ExpiringPoints, balances, next_expiries_of
from ...loyalty.asked_fields import AskedField, asked_fields
from ...loyalty.models import Program, TermsAcceptance
from ...loyalty.queries import (
    SettingsFault,
    acceptances_of,
    accepted_terms,
    faults_of_programs,
    points_of_orders,
    programs,
)
from ...saleor_adapter.graphql import DataLoader
from ...tiers.models import BookExclusion, TierDecision, TierLadder
from ...tiers.queries import (
    Progress,
    decisions_of,
    exclusions_of,
    past_exclusions_of,
    progress_of,
    stored_ladders,
)
from ..reading import by_profile

BookAndProfile = tuple[int, int]


class ProfileByUserLoader(DataLoader):
    """The profile's id by the account's; None where none was made yet."""

    context_key = "crm_profile_by_user"

    def batch_load(self, keys: Iterable[int]) -> list[int | None]:
        keys = list(keys)
        found = profiles_of_users(keys, using=self.database_connection_name)
        return [found.get(key) for key in keys]


class ProgramsLoader(DataLoader):
    """All programs, under the one key "all": there are few, and most answers need several."""

    context_key = "crm_programs"

    def batch_load(self, keys: Iterable[str]) -> list[list[Program]]:
        rows = list(programs(using=self.database_connection_name))
        return [rows for _ in keys]


class ProblemsByProgramLoader(DataLoader):
    """What is missing in the settings, by the program's id."""

    context_key = "crm_problems_by_program"

    def batch_load(self, keys: Iterable[int]) -> list[list[SettingsFault]]:
        keys = list(keys)
        using = self.database_connection_name
        rows = list(programs(using=using).filter(pk__in=keys))
        found = faults_of_programs(rows, now=clock.now(), using=using)
        return [found.get(key, []) for key in keys]


class LadderByBookLoader(DataLoader):
    """The ladder of a book with its tiers; None where it has none."""

    context_key = "crm_ladder_by_book"

    def batch_load(self, keys: Iterable[int]) -> list[TierLadder | None]:
        keys = list(keys)
        rows = stored_ladders(using=self.database_connection_name)
        found = {row.book_id: row for row in rows.filter(book_id__in=keys)}
        return [found.get(key) for key in keys]


class BalanceLoader(DataLoader):
    """Balances by book and profile; zeros for those without an account."""

    context_key = "crm_balance"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[Balance]:
        using = self.database_connection_name
        return by_profile(
            keys, lambda book, profiles: balances(book, profiles, using=using)
        )


class AskedFieldsLoader(DataLoader):
    """What is unknown of a profile and what telling it earns, by program and profile."""

    context_key = "crm_asked_fields"

    def batch_load(self, keys: Iterable[tuple[int, int]]) -> list[list[AskedField]]:
        keys = list(keys)
        now, using = clock.now(), self.database_connection_name
        wanted = {program_id for program_id, _ in keys}
        rows = programs(using=using).filter(pk__in=wanted)
        by_id = {row.pk: row for row in rows}
        return by_profile(
            keys,
            lambda program, profiles: asked_fields(
                by_id[program], profiles, now=now, using=using
            ),
        )


class TierProgressLoader(DataLoader):
    """Progress by book and profile; None in a book without a ladder."""

    context_key = "crm_tier_progress"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[Progress | None]:
        now, using = clock.now(), self.database_connection_name
        return by_profile(
            keys,
            lambda book, profiles: progress_of(book, profiles, now=now, using=using),
        )


class ExclusionsLoader(DataLoader):
    """The exclusions of a profile from a book, newest first, by book and profile."""

    context_key = "crm_exclusions"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[list[BookExclusion]]:
        using = self.database_connection_name
        return by_profile(
            keys, lambda book, profiles: exclusions_of(book, profiles, using=using)
        )


class PastExclusionsLoader(DataLoader):
    """The same of a whole person, by book and profile."""

    context_key = "crm_past_exclusions"

    def batch_load(self, keys: Iterable[BookAndProfile]) -> list[list[BookExclusion]]:
        using = self.database_connection_name
        return by_profile(
            keys, lambda book, profiles: past_exclusions_of(book, profiles, using=using)
        )


class TierDecisionsLoader(DataLoader):
    """Pages of decisions by (book, the id before which, how many, profile)."""

    context_key = "crm_tier_decisions"

    def batch_load(
        self, keys: Iterable[tuple[int, int | None, int, int]]
    ) -> list[list[TierDecision]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda book, before, first, profiles: decisions_of(
                book, profiles, before=before, first=first, using=using
            ),
        )


class AcceptancesLoader(DataLoader):
    """Every acceptance of terms, by program and profile."""

    context_key = "crm_terms_acceptances"

    def batch_load(
        self, keys: Iterable[tuple[int, int]]
    ) -> list[list[TermsAcceptance]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda program, profiles: acceptances_of(program, profiles, using=using),
        )


class AcceptedTermsLoader(DataLoader):
    """The version of the terms accepted last, by program and profile."""

    context_key = "crm_accepted_terms"

    def batch_load(self, keys: Iterable[tuple[int, int]]) -> list[str | None]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda program, profiles: accepted_terms(program, profiles, using=using),
        )


class NextExpiriesLoader(DataLoader):
    """The next expiries by (book, how many, profile)."""

    context_key = "crm_next_expiries"

    def batch_load(
        self, keys: Iterable[tuple[int, int, int]]
    ) -> list[list[ExpiringPoints]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda book, first, profiles: next_expiries_of(
                book, profiles, first=first, using=using
            ),
        )


class HistoryLoader(DataLoader):
    """Pages of histories by (book, the id before which, how many, profile)."""

    context_key = "crm_history"

    def batch_load(
        self, keys: Iterable[tuple[int, int | None, int, int]]
    ) -> list[list[HistoryEntry]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda book, before, first, profiles: history_pages(
                book, profiles, before=before, first=first, using=using
            ),
        )


class ExplanationLoader(DataLoader):
    """Pages of postings by (book, (profile, ordinal) after which, how many, profile)."""

    context_key = "crm_explanation"

    def batch_load(
        self, keys: Iterable[tuple[int, tuple[int, int], int, int]]
    ) -> list[list[Explanation]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda book, after, first, profiles: explanations(
                book, profiles, after=after, first=first, using=using
            ),
        )


class PointsByOrderLoader(DataLoader):
    """What an order has earned by now, less what was taken back; None outside any program."""

    context_key = "crm_points_by_order"

    def batch_load(self, keys: Iterable[Any]) -> list[int | None]:
        ids = [str(key) for key in keys]
        found = points_of_orders(ids, using=self.database_connection_name)
        return [found[one].points if one in found else None for one in ids]

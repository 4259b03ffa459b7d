"""Ask for a copy of somebody's data, and say for how long things are kept."""

from typing import Any

import graphene

from ...audit.actions import record_change
from ...core import clock
from ...identity.actions.accounts import keep_closed_accounts_for
from ...identity.actions.privacy import ask_before_inferring
from ...identity.queries import asks_before_inferring, keep_closed_accounts
from ...privacy.actions import ask_for_export
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.graphql import (
    AccountPermissions,
    AuthorizationFilters,
    PluginsPermissions,
    ResolveInfo,
)
from ...timeline.actions.retention import keep_entries_for
from ...timeline.queries import retention_days
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation
from ..identity.mutations import CrmIdentityError
from ..identity.own_profile import own_profile
from ..ids import person_row_id
from ..timeline.mutations import CrmTimelineError
from .queries import privacy_settings
from .types import CrmPersonExport, CrmPrivacySettings


class CrmProfileExportStart(CrmMutation):
    """Ask for a copy of everything about a person."""

    WORKS_WHILE_OFF = True

    export = graphene.Field(
        CrmPersonExport, description="The copy, which may be one that is there already."
    )

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")

    class Meta:
        description = (
            "Have a copy made of everything that is kept about a person, as an archive to be "
            "handed to that person. A worker makes it; one that is younger than an hour is not "
            "made again."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        profile_id = person_row_id(id, field="id")
        row = ask_for_export(profile_id, author=author_of(info), now=clock.now())
        return cls(export=row)


class CrmMyExportStart(CrmMutation):
    """Ask for a copy of everything about oneself."""

    WORKS_WHILE_OFF = True

    export = graphene.Field(
        CrmPersonExport, description="The copy, which may be one that is there already."
    )

    class Meta:
        description = (
            "Have a copy made of everything that is kept about the customer who is signed in. A "
            "worker makes it; then `me { crmExports { url } }` says where it can be fetched."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo) -> Any:
        profile_id = own_profile(info.context.user)
        row = ask_for_export(profile_id, author=author_of(info), now=clock.now())
        return cls(export=row)


class CrmPrivacySettingsUpdate(CrmMutation):
    """Say for how long closed accounts are kept, and whether people are asked before inferring."""

    settings = graphene.Field(CrmPrivacySettings, description="The settings after it.")

    class Arguments:
        keep_closed_accounts_days = graphene.Int(
            description=(
                "For how many days people are kept whose account was deleted, 0 to 3,650; counts "
                "for accounts that are deleted from now on. Left out, it stays."
            ),
        )
        asks_before_inferring = graphene.Boolean(
            description=(
                "Whether lifecycle, relationship type, scores and predictions are made only of "
                "people who have agreed to the purpose `profiling`; carried out within minutes. "
                "Left out, it stays."
            ),
        )

    class Meta:
        description = (
            "Say for how long people are kept whose account was deleted, and whether people are "
            "asked before anything is inferred of them."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        keep_closed_accounts_days: int | None = None,
        asks_before_inferring: bool | None = None,
    ) -> Any:
        before = _choices()
        if keep_closed_accounts_days is not None:
            keep_closed_accounts_for(keep_closed_accounts_days)
        if asks_before_inferring is not None:
            ask_before_inferring(asks=asks_before_inferring)
        record_change(
            "privacy_settings",
            0,
            author=author_of(info),
            before=before,
            after=_choices(),
            now=clock.now(),
        )
        return cls(settings=privacy_settings(WRITER))


def _choices() -> dict[str, Any]:
    return {
        "keep_closed_accounts_days": keep_closed_accounts(using=WRITER).days,
        "asks_before_inferring": asks_before_inferring(using=WRITER),
    }


class CrmTimelineRetentionSet(CrmMutation):
    """Say for how long entries of one type are kept."""

    settings = graphene.Field(CrmPrivacySettings, description="The settings after it.")

    class Arguments:
        entry_type = graphene.String(
            required=True, description="The type, such as `goods.viewed`."
        )
        keep_days = graphene.Int(
            description="For how many days, 1 to 36,500; null keeps them for good."
        )

    class Meta:
        description = (
            "Say for how long entries of one type are kept in timelines. They go by whole "
            "months, at night; what was forgotten does not come back."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmTimelineError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, entry_type: str, keep_days: int | None = None
    ) -> Any:
        before = retention_days(using=WRITER).get(entry_type)
        keep_entries_for(entry_type, keep_days)
        record_change(
            "timeline_retention",
            0,
            author=author_of(info),
            before={entry_type: before},
            after={entry_type: keep_days},
            now=clock.now(),
        )
        return cls(settings=privacy_settings(WRITER))

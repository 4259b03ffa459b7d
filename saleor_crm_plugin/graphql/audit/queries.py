"""Who changed which setting, for those who manage the shop's plugins."""

from typing import Any

import graphene

from ...audit.models import SettingsChange
from ...audit.queries import all_changes, changes_of
from ...core.sentences import Sentence
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    PluginsPermissions,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..authors import Authored
from ..ids import MalformedId, node_id, node_row_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from ..refused_arguments import refused_argument

# The types of the API by the audit's word for a row.
TYPES = {
    "adjustment_request": "CrmPointsAdjustmentRequest",
    "campaign": "CrmCampaign",
    "channel_account": "CrmChannelAccount",
    "consent_wording": "CrmConsentWording",
    "enrollment": "CrmEnrollment",
    "export": "CrmExport",
    "journey": "CrmJourney",
    "program": "CrmProgram",
    "earning_rule": "CrmEarningRule",
    "segment": "CrmSegment",
    "template": "CrmTemplate",
    "tier_ladder": "CrmTierLadder",
    "tier": "CrmTier",
}


class CrmSettingsChange(Authored, BaseObjectType):
    """One change of one setting's row."""

    id = graphene.ID(required=True, description="The ID of the change.")
    subject = graphene.String(
        required=True, description="What kind of thing was changed, such as `program`."
    )
    subject_id = graphene.ID(required=True, description="The ID of what was changed.")
    author = graphene.String(
        required=True, description="Who did it: `user:` or `app:` and a number."
    )
    before = JSON(required=True, description="The values that differ, as they were.")
    after = JSON(required=True, description="The values that differ, as they became.")
    changed_at = DateTime(required=True, description="When it was done.")

    class Meta:
        description = "One change of settings: who did it, what was before and after."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: SettingsChange, _info: ResolveInfo) -> str:
        return node_id("CrmSettingsChange", root.pk)

    @staticmethod
    def resolve_subject_id(root: SettingsChange, _info: ResolveInfo) -> str:
        return node_id(TYPES.get(root.subject, root.subject), root.subject_id)


class CrmSettingsChangeConnection(NonNullConnection):
    """A page of changes."""

    class Meta:
        node = CrmSettingsChange
        description = "A page of changes of settings, newest first."
        doc_category = DOC_CATEGORY


class AuditQueries(graphene.ObjectType):
    """The audit log."""

    crm_audit_log = KeysetConnectionField(
        CrmSettingsChangeConnection,
        subject=graphene.ID(
            description="Only changes of this one thing, such as a program, a segment or a journey."
        ),
        description="Who changed which settings or decided about points, newest first.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_audit_log(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        subject: str | None = None,
    ) -> Any:
        with reading(info) as using:
            if subject is None:
                rows = all_changes(using=using)
            else:
                rows = changes_of(*_subject(subject), using=using)
            return newest_first(
                CrmSettingsChangeConnection, rows, info, first=first, after=after
            )


def _subject(given: str) -> tuple[str, int]:
    for subject, type_name in TYPES.items():
        try:
            return subject, node_row_id(given, type_name, field="subject")
        except MalformedId:
            continue
    raise refused_argument(
        "subject", Sentence("{given!r} is not an ID of a setting.", given=given[:40])
    )

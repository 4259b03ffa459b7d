"""Puts our part of the API together and hands it to Saleor while it builds its schema."""

from collections.abc import Sequence
from typing import Any

import graphene

from ..saleor_adapter.graphql import COST_MAP
from .analytics.shop_metrics import ShopMetricQueries
from .audit.queries import AuditQueries
from .behavior.mutations.engagement import CrmEngagementRecord
from .behavior.mutations.recording import CrmInboundTextRead, CrmVisitRecord
from .behavior.mutations.settings import CrmBehaviorSettingsUpdate
from .behavior.mutations.track import CrmTrack
from .behavior.mutations.visitor_consent import CrmVisitorConsentSet
from .behavior.queries import BehaviorQueries
from .campaigns.best_hour import BestHourQueries
from .campaigns.calendar import CampaignCalendarQueries
from .campaigns.choices import CampaignChoiceQueries
from .campaigns.mutations.drafts import (
    CrmCampaignCreate,
    CrmCampaignDuplicate,
    CrmCampaignUpdate,
)
from .campaigns.mutations.dry_runs import (
    CrmCampaignDryRunCancel,
    CrmCampaignDryRunStart,
)
from .campaigns.mutations.settings import CrmCampaignSettingsUpdate
from .campaigns.mutations.steering import (
    CrmCampaignApprove,
    CrmCampaignArchive,
    CrmCampaignCancel,
    CrmCampaignCheck,
    CrmCampaignPause,
    CrmCampaignResume,
    CrmCampaignSchedule,
)
from .campaigns.queries import CampaignQueries
from .consent.fields import add_fields as add_consent_fields
from .consent.mutations.consent_record import CrmConsentRecord
from .consent.mutations.message_lists import CrmMessageListName
from .consent.mutations.preferences_update import CrmPreferencesUpdate
from .consent.mutations.settings import CrmChannelPolicyUpdate, CrmConsentWordingAdd
from .consent.mutations.suppressions import CrmAddressSuppress, CrmSuppressionLift
from .consent.queries import ConsentQueries
from .costs import COSTS
from .dashboard.mutations.origins import (
    CrmDashboardOriginAdd,
    CrmDashboardOriginRemove,
)
from .dashboard.queries import DashboardQueries
from .identity.attributes import (
    AttributeQueries,
    CrmAttributeDefinitionArchive,
    CrmAttributeDefinitionSave,
    CrmMyAttributesUpdate,
)
from .identity.attributes import add_fields as add_attribute_fields
from .identity.details import add_fields as add_detail_fields
from .identity.details_mutations import (
    CrmMyDetailsUpdate,
    CrmProfileAttributeSet,
    CrmProfileDetailsUpdate,
    CrmProfileTagsUpdate,
)
from .identity.identifiers import CrmIdentifierAdd, CrmIdentifierEnd
from .identity.merging import MergingQueries
from .identity.merging_mutations import (
    CrmDuplicateDismiss,
    CrmProfilesMerge,
    CrmProfilesPart,
)
from .identity.mutations import CrmProfileErase, CrmProfileExport
from .identity.queries import IdentityQueries
from .identity.verification import (
    CrmEmailCodeRequest,
    CrmEmailCodeVerify,
    CrmEmailVerify,
    CrmMyEmailVerificationRequest,
)
from .imports.exports import CrmSegmentExport, ExportQueries
from .imports.mutations.files import (
    CrmImportCreate,
    CrmImportFileComplete,
    CrmImportMap,
)
from .imports.mutations.steering import (
    CrmExportCreate,
    CrmImportCancel,
    CrmImportRehearse,
    CrmImportRetry,
    CrmImportRun,
    CrmImportUndo,
)
from .imports.queries import ImportQueries
from .insight.fields import add_fields as add_insight_fields
from .insight.mutations import CrmMyRelationshipSet
from .journeys.mutations.drafts import (
    CrmJourneyCreate,
    CrmJourneyUpdate,
    CrmJourneyValidate,
)
from .journeys.mutations.ready_made import CrmReadyMadeJourneyInstall
from .journeys.mutations.rehearsals import CrmRehearsalCancel, CrmRehearsalStart
from .journeys.mutations.running import (
    CrmJourneyDrain,
    CrmJourneyMovePeople,
    CrmJourneyPause,
    CrmJourneyPublish,
    CrmJourneyTurnOn,
)
from .journeys.mutations.stuck import CrmEnrollmentRetry, CrmEnrollmentSkip
from .journeys.queries import JourneyQueries
from .journeys.ready_made import ReadyMadeJourneyQueries
from .journeys.webhooks import (
    CrmWebhookEndpointDelete,
    CrmWebhookEndpointSave,
    WebhookEndpointQueries,
)
from .ledger.queries import LedgerQueries
from .loyalty.effect import EarningEffectQueries
from .loyalty.fields import add_fields as add_loyalty_fields
from .loyalty.mutations.adjustment_requests import (
    CrmPointsAdjustmentApprove,
    CrmPointsAdjustmentDecline,
    CrmPointsAdjustmentRequestCreate,
)
from .loyalty.mutations.earning_rules import (
    CrmEarningRuleAdd,
    CrmEarningRuleEnd,
    CrmEarningRuleReplace,
)
from .loyalty.mutations.membership import CrmLoyaltyJoin, CrmLoyaltyLeave
from .loyalty.mutations.points_adjust import CrmPointsAdjust
from .loyalty.mutations.programs import CrmProgramCreate, CrmProgramUpdate
from .loyalty.preview import EarningPreviewQueries
from .loyalty.queries import LoyaltyQueries
from .messaging.mutations.accounts import CrmChannelAccountSave
from .messaging.mutations.choices import (
    CrmFrequencyCapsSet,
    CrmProfileChannelPrefer,
    CrmSendingUpdate,
    CrmStorefrontUpdate,
)
from .messaging.mutations.interests import CrmInterestsSet
from .messaging.mutations.messages import CrmMessagesCancel
from .messaging.mutations.onsite import (
    CrmOnsiteMessageClicked,
    CrmOnsiteMessageDismiss,
    CrmOnsiteMessagesSeen,
)
from .messaging.mutations.prices import CrmMessagePricesSet
from .messaging.mutations.switch import (
    CrmSendingConfirmCopy,
    CrmSendingGoLive,
    CrmSendingStop,
    CrmSendingTest,
)
from .messaging.queries import MessagingQueries
from .outbox.mutations import CrmStuckRetry, CrmStuckSkip
from .outbox.queries import OutboxQueries
from .privacy.fields import add_fields as add_privacy_fields
from .privacy.mutations import (
    CrmMyExportStart,
    CrmPrivacySettingsUpdate,
    CrmProfileExportStart,
    CrmTimelineRetentionSet,
)
from .privacy.queries import PrivacyQueries
from .segments.choosing import ChoosingQueries
from .segments.mutations.lists import CrmSegmentMembersAdd, CrmSegmentMembersRemove
from .segments.mutations.segments import (
    CrmReadyMadeSegmentInstall,
    CrmSegmentArchive,
    CrmSegmentCreate,
    CrmSegmentDuplicate,
    CrmSegmentSnapshot,
    CrmSegmentUpdate,
)
from .segments.queries import SegmentQueries
from .templates.mutations.describing import CrmTemplateUpdate
from .templates.mutations.drafts import (
    CrmTemplateCreate,
    CrmTemplateDraftDiscard,
    CrmTemplateDraftSave,
)
from .templates.mutations.publishing import (
    CrmTemplateArchive,
    CrmTemplatePublish,
    CrmTemplateRepublish,
    CrmTemplateRestore,
    CrmTemplatesInstall,
)
from .templates.mutations.trial import CrmTemplateTestSend
from .templates.queries import TemplateQueries
from .texts import check_texts_of
from .tiers.mutations.exclusions import CrmProfileExclude, CrmProfileInclude
from .tiers.mutations.invitations import CrmTierInvitationEnd, CrmTierInvite
from .tiers.mutations.ladders import CrmTierLadderCreate, CrmTierLadderUpdate
from .tiers.mutations.tiers import CrmTierAdd, CrmTierRemove, CrmTierUpdate
from .timeline.mutations.notes import CrmFollowUpAdd, CrmFollowUpComplete, CrmNoteAdd
from .timeline.queries import TimelineQueries


class CrmQueries(
    AttributeQueries,
    AuditQueries,
    BehaviorQueries,
    BestHourQueries,
    CampaignCalendarQueries,
    CampaignChoiceQueries,
    CampaignQueries,
    ConsentQueries,
    DashboardQueries,
    IdentityQueries,
    MergingQueries,
    ImportQueries,
    ExportQueries,
    JourneyQueries,
    ReadyMadeJourneyQueries,
    WebhookEndpointQueries,
    LedgerQueries,
    LoyaltyQueries,
    EarningEffectQueries,
    EarningPreviewQueries,
    MessagingQueries,
    OutboxQueries,
    ShopMetricQueries,
    PrivacyQueries,
    SegmentQueries,
    ChoosingQueries,
    TemplateQueries,
    TimelineQueries,
):
    """Everything that can be asked at the root."""


class CrmMutations(graphene.ObjectType):
    """Everything that can be changed."""

    crm_address_suppress = CrmAddressSuppress.Field()
    crm_campaign_approve = CrmCampaignApprove.Field()
    crm_campaign_archive = CrmCampaignArchive.Field()
    crm_campaign_cancel = CrmCampaignCancel.Field()
    crm_campaign_check = CrmCampaignCheck.Field()
    crm_campaign_create = CrmCampaignCreate.Field()
    crm_campaign_dry_run = CrmCampaignDryRunStart.Field()
    crm_campaign_dry_run_cancel = CrmCampaignDryRunCancel.Field()
    crm_campaign_duplicate = CrmCampaignDuplicate.Field()
    crm_campaign_pause = CrmCampaignPause.Field()
    crm_campaign_resume = CrmCampaignResume.Field()
    crm_campaign_schedule = CrmCampaignSchedule.Field()
    crm_campaign_settings_update = CrmCampaignSettingsUpdate.Field()
    crm_campaign_update = CrmCampaignUpdate.Field()
    crm_channel_policy_update = CrmChannelPolicyUpdate.Field()
    crm_consent_record = CrmConsentRecord.Field()
    crm_consent_wording_add = CrmConsentWordingAdd.Field()
    crm_message_list_name = CrmMessageListName.Field()
    crm_dashboard_origin_add = CrmDashboardOriginAdd.Field()
    crm_dashboard_origin_remove = CrmDashboardOriginRemove.Field()
    crm_earning_rule_add = CrmEarningRuleAdd.Field()
    crm_earning_rule_end = CrmEarningRuleEnd.Field()
    crm_earning_rule_replace = CrmEarningRuleReplace.Field()
    crm_follow_up_add = CrmFollowUpAdd.Field()
    crm_follow_up_complete = CrmFollowUpComplete.Field()
    crm_engagement_record = CrmEngagementRecord.Field()
    crm_enrollment_retry = CrmEnrollmentRetry.Field()
    crm_enrollment_skip = CrmEnrollmentSkip.Field()
    crm_behavior_settings_update = CrmBehaviorSettingsUpdate.Field()
    crm_inbound_text_read = CrmInboundTextRead.Field()
    crm_track = CrmTrack.Field()
    crm_visit_record = CrmVisitRecord.Field()
    crm_visitor_consent_set = CrmVisitorConsentSet.Field()
    crm_my_export_start = CrmMyExportStart.Field()
    crm_profile_export_start = CrmProfileExportStart.Field()
    crm_privacy_settings_update = CrmPrivacySettingsUpdate.Field()
    crm_timeline_retention_set = CrmTimelineRetentionSet.Field()
    crm_ready_made_journey_install = CrmReadyMadeJourneyInstall.Field()
    crm_export_create = CrmExportCreate.Field()
    crm_segment_export = CrmSegmentExport.Field()
    crm_import_cancel = CrmImportCancel.Field()
    crm_import_create = CrmImportCreate.Field()
    crm_import_file_complete = CrmImportFileComplete.Field()
    crm_import_map = CrmImportMap.Field()
    crm_import_rehearse = CrmImportRehearse.Field()
    crm_import_retry = CrmImportRetry.Field()
    crm_import_run = CrmImportRun.Field()
    crm_import_undo = CrmImportUndo.Field()
    crm_journey_create = CrmJourneyCreate.Field()
    crm_journey_drain = CrmJourneyDrain.Field()
    crm_journey_move_people = CrmJourneyMovePeople.Field()
    crm_journey_pause = CrmJourneyPause.Field()
    crm_journey_publish = CrmJourneyPublish.Field()
    crm_journey_turn_on = CrmJourneyTurnOn.Field()
    crm_journey_update = CrmJourneyUpdate.Field()
    crm_journey_validate = CrmJourneyValidate.Field()
    crm_webhook_endpoint_delete = CrmWebhookEndpointDelete.Field()
    crm_webhook_endpoint_save = CrmWebhookEndpointSave.Field()
    crm_rehearsal_cancel = CrmRehearsalCancel.Field()
    crm_rehearsal_start = CrmRehearsalStart.Field()
    crm_my_details_update = CrmMyDetailsUpdate.Field()
    crm_my_relationship_set = CrmMyRelationshipSet.Field()
    crm_note_add = CrmNoteAdd.Field()
    crm_points_adjust = CrmPointsAdjust.Field()
    crm_preferences_update = CrmPreferencesUpdate.Field()
    crm_profile_attribute_set = CrmProfileAttributeSet.Field()
    crm_profile_details_update = CrmProfileDetailsUpdate.Field()
    crm_loyalty_join = CrmLoyaltyJoin.Field()
    crm_loyalty_leave = CrmLoyaltyLeave.Field()
    crm_points_adjustment_approve = CrmPointsAdjustmentApprove.Field()
    crm_points_adjustment_decline = CrmPointsAdjustmentDecline.Field()
    crm_points_adjustment_request_create = CrmPointsAdjustmentRequestCreate.Field()
    crm_profile_erase = CrmProfileErase.Field()
    crm_profile_exclude = CrmProfileExclude.Field()
    crm_profile_export = CrmProfileExport.Field()
    crm_profile_include = CrmProfileInclude.Field()
    crm_profile_tags_update = CrmProfileTagsUpdate.Field()
    crm_profiles_merge = CrmProfilesMerge.Field()
    crm_profiles_part = CrmProfilesPart.Field()
    crm_duplicate_dismiss = CrmDuplicateDismiss.Field()
    crm_identifier_add = CrmIdentifierAdd.Field()
    crm_identifier_end = CrmIdentifierEnd.Field()
    crm_attribute_definition_save = CrmAttributeDefinitionSave.Field()
    crm_attribute_definition_archive = CrmAttributeDefinitionArchive.Field()
    crm_my_email_verification_request = CrmMyEmailVerificationRequest.Field()
    crm_email_verify = CrmEmailVerify.Field()
    crm_email_code_request = CrmEmailCodeRequest.Field()
    crm_email_code_verify = CrmEmailCodeVerify.Field()
    crm_my_attributes_update = CrmMyAttributesUpdate.Field()
    crm_program_create = CrmProgramCreate.Field()
    crm_program_update = CrmProgramUpdate.Field()
    crm_ready_made_segment_install = CrmReadyMadeSegmentInstall.Field()
    crm_segment_archive = CrmSegmentArchive.Field()
    crm_segment_create = CrmSegmentCreate.Field()
    crm_segment_duplicate = CrmSegmentDuplicate.Field()
    crm_segment_members_add = CrmSegmentMembersAdd.Field()
    crm_segment_members_remove = CrmSegmentMembersRemove.Field()
    crm_segment_snapshot = CrmSegmentSnapshot.Field()
    crm_segment_update = CrmSegmentUpdate.Field()
    crm_template_archive = CrmTemplateArchive.Field()
    crm_template_create = CrmTemplateCreate.Field()
    crm_template_draft_discard = CrmTemplateDraftDiscard.Field()
    crm_template_draft_save = CrmTemplateDraftSave.Field()
    crm_template_publish = CrmTemplatePublish.Field()
    crm_template_republish = CrmTemplateRepublish.Field()
    crm_template_restore = CrmTemplateRestore.Field()
    crm_template_test_send = CrmTemplateTestSend.Field()
    crm_template_update = CrmTemplateUpdate.Field()
    crm_templates_install = CrmTemplatesInstall.Field()
    crm_suppression_lift = CrmSuppressionLift.Field()
    crm_tier_add = CrmTierAdd.Field()
    crm_tier_invitation_end = CrmTierInvitationEnd.Field()
    crm_tier_invite = CrmTierInvite.Field()
    crm_tier_ladder_create = CrmTierLadderCreate.Field()
    crm_tier_ladder_update = CrmTierLadderUpdate.Field()
    crm_tier_remove = CrmTierRemove.Field()
    crm_tier_update = CrmTierUpdate.Field()
    crm_channel_account_save = CrmChannelAccountSave.Field()
    crm_frequency_caps_set = CrmFrequencyCapsSet.Field()
    crm_interests_set = CrmInterestsSet.Field()
    crm_message_prices_set = CrmMessagePricesSet.Field()
    crm_messages_cancel = CrmMessagesCancel.Field()
    crm_onsite_message_clicked = CrmOnsiteMessageClicked.Field()
    crm_onsite_message_dismiss = CrmOnsiteMessageDismiss.Field()
    crm_onsite_messages_seen = CrmOnsiteMessagesSeen.Field()
    crm_profile_channel_prefer = CrmProfileChannelPrefer.Field()
    crm_sending_confirm_copy = CrmSendingConfirmCopy.Field()
    crm_sending_go_live = CrmSendingGoLive.Field()
    crm_sending_stop = CrmSendingStop.Field()
    crm_sending_test = CrmSendingTest.Field()
    crm_sending_update = CrmSendingUpdate.Field()
    crm_storefront_update = CrmStorefrontUpdate.Field()
    crm_stuck_retry = CrmStuckRetry.Field()
    crm_stuck_skip = CrmStuckSkip.Field()


def extend(
    query: type, mutation: type, types: Sequence[Any]
) -> tuple[type, type, list[Any]]:
    """Return Saleor's roots with ours added, and add our fields to its types; called once.

    Costs are added here and nowhere else: Saleor checks its cost map against the schema at each
    request, so an entry for a field that is not there would make every query fail.
    """
    check_texts_of(CrmQueries)
    add_consent_fields()
    add_detail_fields()
    add_attribute_fields()
    add_insight_fields()
    add_loyalty_fields()
    add_privacy_fields()
    for type_name, fields in COSTS.items():
        COST_MAP.setdefault(type_name, {}).update(fields)
    return (
        type("Query", (CrmQueries, query), {}),
        type("Mutation", (CrmMutations, mutation), {}),
        list(types),
    )

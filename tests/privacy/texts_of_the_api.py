"""Which texts of the API can be about a person, which are words that the shop knows, which its own.

Every text argument of every mutation stands here once. A new one fails the proof of erasure until
somebody has decided where it belongs, and planted the marker in it if it can be about a person.
"""

# Planted by the proof, each by the mutation itself.
PLANTED = {
    "crmAddressSuppress.address",
    "crmEmailCodeRequest.email",
    "crmEngagementRecord.key",
    "crmEnrollmentSkip.reason",
    "crmFollowUpAdd.text",
    "crmIdentifierAdd.input.value",
    "crmInboundTextRead.key",
    "crmInboundTextRead.text",
    "crmMyAttributesUpdate.values.value",
    "crmNoteAdd.text",
    "crmPointsAdjust.key",
    "crmPointsAdjust.reason",
    "crmPointsAdjustmentDecline.reason",
    "crmPointsAdjustmentRequestCreate.key",
    "crmPointsAdjustmentRequestCreate.reason",
    "crmProfileAttributeSet.name",
    "crmProfileAttributeSet.value",
    "crmProfileExclude.reason",
    "crmProfileInclude.reason",
    "crmProfileTagsUpdate.add",
    "crmStuckSkip.reason",
    "crmTierInvite.reason",
    "crmTrack.events.id",
    "crmTrack.events.name",
    "crmTrack.events.text",
    "crmTrack.visitor",
    "crmVisitRecord.key",
    "crmVisitorConsentSet.visitor",
}
# Only what the shop knows is taken: languages, time zones, channels, lists, codes that were set.
KNOWN_WORDS_ONLY = {
    "crmAddressSuppress.channel",
    "crmConsentRecord.input.channel",
    "crmConsentRecord.input.listCode",
    "crmEmailCodeVerify.code",
    "crmEmailVerify.token",
    "crmExportCreate.kind",
    "crmIdentifierAdd.input.region",
    "crmInboundTextRead.language",
    "crmLoyaltyJoin.termsVersion",
    "crmMyAttributesUpdate.values.name",
    "crmMyDetailsUpdate.input.language",
    "crmMyDetailsUpdate.input.timeZone",
    "crmPreferencesUpdate.input.channel",
    "crmPreferencesUpdate.input.listCode",
    "crmProfileChannelPrefer.channel",
    "crmProfileDetailsUpdate.input.language",
    "crmProfileDetailsUpdate.input.timeZone",
    "crmProfileTagsUpdate.remove",
    "crmTrack.events.channel",
    "crmTrack.events.language",
    "crmVisitRecord.occasion",
    "crmVisitRecord.place",
}
# What a merchant says about the shop and its machinery, never about one person: all texts of each.
_ABOUT_THE_SHOP = {
    "crmAttributeDefinitionArchive": "name",
    "crmAttributeDefinitionSave": (
        "input.choices input.name input.names.language input.names.name"
    ),
    "crmBehaviorSettingsUpdate": "occasions places",
    "crmCampaignCreate": "definition name",
    "crmCampaignDuplicate": "name",
    "crmCampaignUpdate": "definition name",
    "crmChannelAccountSave": "input.channel input.channelSlug input.name input.settings",
    "crmChannelPolicyUpdate": "channel",
    "crmConsentWordingAdd": "code language text",
    "crmDashboardOriginAdd": "origin",
    "crmDashboardOriginRemove": "origin",
    "crmEarningRuleAdd": "input.code input.settings",
    "crmEarningRuleReplace": "settings",
    "crmFrequencyCapsSet": "caps.channel",
    "crmImportCreate": "fileName kind options",
    "crmImportMap": "fields options",
    "crmInterestsSet": "interests.code interests.names.language interests.names.name",
    "crmJourneyCreate": "code definition name",
    "crmJourneyMovePeople": "mapping",
    "crmJourneyUpdate": "basedOn definition name",
    "crmJourneyValidate": "definition",
    "crmMessageListName": "code names.language names.name",
    "crmMessagePricesSet": "prices.channel prices.currency",
    "crmMessagesCancel": "sourceId sourceKind",
    "crmProgramCreate": (
        "input.channels input.code input.name input.termsVersion input.timeZone "
        "input.unitName input.worthPerPoint.currency"
    ),
    "crmProgramUpdate": (
        "input.channels input.code input.name input.termsVersion input.timeZone "
        "input.unitName input.worthPerPoint.currency"
    ),
    "crmReadyMadeJourneyInstall": "code settings",
    "crmReadyMadeSegmentInstall": "code name settings",
    "crmRehearsalStart": "definition",
    "crmSegmentCreate": "description name rule",
    "crmSegmentDuplicate": "name",
    "crmSegmentExport": "columns",
    "crmSegmentSnapshot": "name",
    "crmSegmentUpdate": "description name rule",
    "crmSendingTest": "address",
    "crmSendingUpdate": (
        "input.defaultChannels input.language input.postalAddress input.quietFrom "
        "input.quietUntil input.replyTo input.senderAddress input.senderName "
        "input.timeZone"
    ),
    "crmStorefrontUpdate": (
        "input.cartPath input.channelSlug input.language input.name input.orderPath "
        "input.productPath input.replyTo input.reviewUrl input.senderAddress "
        "input.senderName input.timeZone input.url"
    ),
    "crmTemplateCreate": (
        "input.code input.defaultLanguage input.listCode input.name input.purpose"
    ),
    "crmTemplateDraftSave": (
        "basedOn contents.body contents.language contents.preheader contents.subject "
        "contents.text contents.variant variants"
    ),
    "crmTemplateTestSend": "channel language variant",
    "crmTemplateUpdate": "input.listCode input.name input.purpose",
    "crmTemplatesInstall": "codes",
    "crmTierAdd": "input.code input.description input.name input.thresholds.currency",
    "crmTierLadderCreate": "input.timeZone",
    "crmTierLadderUpdate": "input.timeZone",
    "crmTierUpdate": "input.code input.description input.name input.thresholds.currency",
    "crmTimelineRetentionSet": "entryType",
    "crmWebhookEndpointDelete": "code",
    "crmWebhookEndpointSave": "code url",
}
ABOUT_THE_SHOP = {
    f"{mutation}.{argument}"
    for mutation, arguments in _ABOUT_THE_SHOP.items()
    for argument in arguments.split()
}

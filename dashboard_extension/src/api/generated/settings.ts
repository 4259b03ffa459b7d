/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why CrmBehavior was refused. */
export type CrmBehaviorErrorCode =
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Too often. */
  | 'TOO_OFTEN';

/** Why CrmCampaign was refused. */
export type CrmCampaignErrorCode =
  /** Approval missing. */
  | 'APPROVAL_MISSING'
  /** Archived. */
  | 'ARCHIVED'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** In the past. */
  | 'IN_THE_PAST'
  /** In use. */
  | 'IN_USE'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not ready. */
  | 'NOT_READY'
  /** Own approval. */
  | 'OWN_APPROVAL'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Wrong state. */
  | 'WRONG_STATE';

/** All about an account; what is left out takes its default. */
export type CrmChannelAccountInput = {
  /** How many of them at once. Default: 100. */
  burst?: number | null | undefined;
  /** The channel's code, such as `email`. */
  channel: string;
  /** For which channel of the shop. Default: for all without their own. */
  channelSlug?: string | null | undefined;
  /** Whether it is used. Default: true. */
  isActive?: boolean | null | undefined;
  /** What staff call it. */
  name: string;
  /** How many messages it may send a second. Default: 10. */
  perSecond?: number | string | null | undefined;
  /** Its settings with its secrets, as `crmChannelTypes` describes them; secrets that are left out stay as they are. */
  settings: unknown;
};

/** Why CrmConsent was refused. */
export type CrmConsentErrorCode =
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Link invalid. */
  | 'LINK_INVALID'
  /** Link over. */
  | 'LINK_OVER'
  /** Not asked for. */
  | 'NOT_ASKED_FOR'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED';

/** What a message or a use of data is for. */
export type CrmConsentPurposeEnum =
  /** Marketing. */
  | 'MARKETING'
  /** Profiling. */
  | 'PROFILING'
  /** Third party. */
  | 'THIRD_PARTY'
  /** Transactional. */
  | 'TRANSACTIONAL';

/** Why CrmDashboard was refused. */
export type CrmDashboardErrorCode =
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY';

/** How many messages somebody may get in a time. */
export type CrmFrequencyCapInput = {
  /** By which channel, such as `email`; left out for all together. */
  channel?: string | null | undefined;
  /** Within how many hours. */
  hours: number;
  /** How many at most. */
  most: number;
  /** For people of which relationship type; left out for everybody. */
  relationshipType?: CrmRelationshipType | null | undefined;
};

/** Why CrmIdentity was refused. */
export type CrmIdentityErrorCode =
  /** Already known. */
  | 'ALREADY_KNOWN'
  /** Already merged. */
  | 'ALREADY_MERGED'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Taken. */
  | 'TAKEN'
  /** Too often. */
  | 'TOO_OFTEN';

/** Something that people can say they like. */
export type CrmInterestInput = {
  /** Its code; who has it gets the tag `interest-<code>`. */
  code: string;
  /** Its name by language. */
  names: Array<CrmLocalizedNameInput>;
};

/** A name in one language. */
export type CrmLocalizedNameInput = {
  /** Such as `it`. */
  language: string;
  /** The name. */
  name: string;
};

/** What one message by a channel costs. */
export type CrmMessagePriceInput = {
  /** What the shop pays for one message; five places. */
  amount: number | string;
  /** The channel, such as `email`; each once. */
  channel: string;
  /** The currency's code. */
  currency: string;
};

/** Why CrmMessaging was refused. */
export type CrmMessagingErrorCode =
  /** Account taken. */
  | 'ACCOUNT_TAKEN'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Invalid address. */
  | 'INVALID_ADDRESS'
  /** Invalid quiet hours. */
  | 'INVALID_QUIET_HOURS'
  /** Invalid settings. */
  | 'INVALID_SETTINGS'
  /** Not a test address. */
  | 'NOT_A_TEST_ADDRESS'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not live. */
  | 'NOT_LIVE'
  /** Not taken. */
  | 'NOT_TAKEN'
  /** No account. */
  | 'NO_ACCOUNT'
  /** No instance id. */
  | 'NO_INSTANCE_ID'
  /** No postal address. */
  | 'NO_POSTAL_ADDRESS'
  /** No sender. */
  | 'NO_SENDER'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Unknown channel. */
  | 'UNKNOWN_CHANNEL'
  /** Unknown purpose. */
  | 'UNKNOWN_PURPOSE'
  /** Unknown time zone. */
  | 'UNKNOWN_TIME_ZONE'
  /** Unsendable template. */
  | 'UNSENDABLE_TEMPLATE';

/** What kind of relation a person wants with the shop. */
export type CrmRelationshipType =
  /** Exchange only. */
  | 'EXCHANGE_ONLY'
  /** Friend. */
  | 'FRIEND'
  /** Occasional. */
  | 'OCCASIONAL'
  /** Partner. */
  | 'PARTNER'
  /** Regular. */
  | 'REGULAR'
  /** Strained. */
  | 'STRAINED'
  /** Unknown. */
  | 'UNKNOWN';

/** What is looked for at a sender's domain. */
export type CrmSenderCheckEnum =
  /** Dkim. */
  | 'DKIM'
  /** Dmarc. */
  | 'DMARC'
  /** Spf. */
  | 'SPF';

/** How a check ended. */
export type CrmSenderCheckStatusEnum =
  /** Green. */
  | 'GREEN'
  /** Red. */
  | 'RED'
  /** Unknown. */
  | 'UNKNOWN';

/** Why nothing leaves. */
export type CrmSendingHoldEnum =
  /** Copy. */
  | 'COPY'
  /** Not live. */
  | 'NOT_LIVE'
  /** Restored. */
  | 'RESTORED';

/** All choices about sending; what is left out takes its default. */
export type CrmSendingInput = {
  /** By what people hear from the shop. Default: e-mail. */
  defaultChannels?: Array<string> | null | undefined;
  /** The language of the shop. Default: en. */
  language?: string | null | undefined;
  /** What stands below messages. */
  postalAddress?: string | null | undefined;
  /** When quiet hours begin on the recipient's clock, as `HH:MM`. */
  quietFrom?: string | null | undefined;
  /** When they end, as `HH:MM`. */
  quietUntil?: string | null | undefined;
  /** Where answers go. */
  replyTo?: string | null | undefined;
  /** The sender's address. */
  senderAddress?: string | null | undefined;
  /** Whom messages come from. */
  senderName?: string | null | undefined;
  /** The zone of the shop. Default: UTC. */
  timeZone?: string | null | undefined;
};

/** Whether anything leaves. */
export type CrmSendingModeEnum =
  /** Live. */
  | 'LIVE'
  /** Stopped. */
  | 'STOPPED'
  /** Test. */
  | 'TEST';

/** All choices for one channel of the shop. */
export type CrmStorefrontInput = {
  /** The path of a cart, with `{token}`. */
  cartPath?: string | null | undefined;
  /** The channel of the shop. */
  channelSlug: string;
  /** The language of people without their own. */
  language?: string | null | undefined;
  /** What the shop is called there. */
  name?: string | null | undefined;
  /** The path of an order, with `{number}`. */
  orderPath?: string | null | undefined;
  /** The path of a product, with `{slug}`. */
  productPath?: string | null | undefined;
  /** Where answers go. */
  replyTo?: string | null | undefined;
  /** Where people write reviews, by https, with `{product}` or `{order}`. */
  reviewUrl?: string | null | undefined;
  /** The sender's address. */
  senderAddress?: string | null | undefined;
  /** Whom messages come from. */
  senderName?: string | null | undefined;
  /** The zone of people without their own. */
  timeZone?: string | null | undefined;
  /** Where the storefront is. */
  url?: string | null | undefined;
};

/** Why CrmTimeline was refused. */
export type CrmTimelineErrorCode =
  /** Already done. */
  | 'ALREADY_DONE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED';

export type SendingChoicesFragment = { mode: CrmSendingModeEnum, hold: CrmSendingHoldEnum | null, testAddress: string, senderName: string, senderAddress: string, replyTo: string, postalAddress: string, quietFrom: string | null, quietUntil: string | null, timeZone: string, language: string, defaultChannels: Array<string>, version: number };

export type SettingsSendingQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsSendingQuery = { crmSendingSettings: { mode: CrmSendingModeEnum, hold: CrmSendingHoldEnum | null, testAddress: string, senderName: string, senderAddress: string, replyTo: string, postalAddress: string, quietFrom: string | null, quietUntil: string | null, timeZone: string, language: string, defaultChannels: Array<string>, version: number } };

export type SettingsSenderChecksQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsSenderChecksQuery = { crmSenderChecks: Array<{ domain: string, check: CrmSenderCheckEnum, status: CrmSenderCheckStatusEnum, remedy: string }> };

export type SettingsPrivacyQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsPrivacyQuery = { crmPrivacySettings: { keepClosedAccountsDays: number, asksBeforeInferring: boolean } };

export type SettingsCampaignsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsCampaignsQuery = { crmCampaignSettings: { approvalAbove: number | null } };

export type SettingsBehaviorQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsBehaviorQuery = { crmBehaviorSettings: { keepDays: number, places: Array<string>, occasions: Array<string>, version: number } };

export type SettingsSendingUpdateMutationVariables = Exact<{
  input: CrmSendingInput;
  version?: number | null | undefined;
}>;


export type SettingsSendingUpdateMutation = { crmSendingUpdate: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsGoLiveMutationVariables = Exact<{ [key: string]: never; }>;


export type SettingsGoLiveMutation = { crmSendingGoLive: { warnings: Array<{ domain: string, check: CrmSenderCheckEnum, status: CrmSenderCheckStatusEnum, remedy: string }>, errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsStopMutationVariables = Exact<{ [key: string]: never; }>;


export type SettingsStopMutation = { crmSendingStop: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsTestMutationVariables = Exact<{
  address: string;
}>;


export type SettingsTestMutation = { crmSendingTest: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsPrivacyUpdateMutationVariables = Exact<{
  keepClosedAccountsDays?: number | null | undefined;
  asksBeforeInferring?: boolean | null | undefined;
}>;


export type SettingsPrivacyUpdateMutation = { crmPrivacySettingsUpdate: { errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type SettingsCampaignsUpdateMutationVariables = Exact<{
  approvalAbove?: number | null | undefined;
}>;


export type SettingsCampaignsUpdateMutation = { crmCampaignSettingsUpdate: { errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type SettingsBehaviorUpdateMutationVariables = Exact<{
  keepDays?: number | null | undefined;
  places?: Array<string> | string | null | undefined;
  occasions?: Array<string> | string | null | undefined;
  version?: number | null | undefined;
}>;


export type SettingsBehaviorUpdateMutation = { crmBehaviorSettingsUpdate: { errors: Array<{ field: string | null, code: CrmBehaviorErrorCode, message: string | null }> } | null };

export type CapTextFragment = { channel: string, relationshipType: CrmRelationshipType | null, most: number, hours: number };

export type SettingsCapsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsCapsQuery = { crmSendingSettings: { hasChosenCaps: boolean, capsVersion: number, caps: Array<{ channel: string, relationshipType: CrmRelationshipType | null, most: number, hours: number }>, defaultCaps: Array<{ channel: string, relationshipType: CrmRelationshipType | null, most: number, hours: number }> }, crmChannelTypes: Array<{ medium: string, label: string }> };

export type SettingsCapsSetMutationVariables = Exact<{
  caps: Array<CrmFrequencyCapInput> | CrmFrequencyCapInput;
  version?: number | null | undefined;
}>;


export type SettingsCapsSetMutation = { crmFrequencyCapsSet: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsPricesQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsPricesQuery = { crmSendingSettings: { pricesVersion: number, prices: Array<{ channel: string, amount: number, currency: string }> }, crmChannelTypes: Array<{ medium: string, label: string }> };

export type SettingsPricesSetMutationVariables = Exact<{
  prices: Array<CrmMessagePriceInput> | CrmMessagePriceInput;
  version?: number | null | undefined;
}>;


export type SettingsPricesSetMutation = { crmMessagePricesSet: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsAccountsQuery = { crmChannelAccounts: Array<{ id: string, channel: string, name: string, channelSlug: string, isActive: boolean, settings: unknown, perSecond: number, burst: number, failures: number, closedUntil: string | null, secrets: Array<{ name: string, lastFour: string }> }>, crmChannelTypes: Array<{ code: string, label: string, settingsSchema: unknown, secrets: Array<string> }>, channels: Array<{ slug: string, name: string }> | null };

export type SettingsAccountSaveMutationVariables = Exact<{
  id?: string | number | null | undefined;
  input: CrmChannelAccountInput;
}>;


export type SettingsAccountSaveMutation = { crmChannelAccountSave: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsWordingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsWordingsQuery = { crmConsentWordingVersions: { edges: Array<{ node: { id: string, code: string, purpose: CrmConsentPurposeEnum, language: string, version: number, text: string, authorName: string | null, createdAt: string } }> } | null };

export type SettingsWordingAddMutationVariables = Exact<{
  code: string;
  purpose: CrmConsentPurposeEnum;
  language: string;
  text: string;
}>;


export type SettingsWordingAddMutation = { crmConsentWordingAdd: { errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type SettingsConfirmationQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsConfirmationQuery = { crmChannelPolicies: Array<{ channel: string, doubleOptIn: boolean }>, crmChannelTypes: Array<{ medium: string, label: string }> };

export type SettingsConfirmationSetMutationVariables = Exact<{
  channel: string;
  doubleOptIn: boolean;
}>;


export type SettingsConfirmationSetMutation = { crmChannelPolicyUpdate: { errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type SettingsRetentionQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsRetentionQuery = { crmPrivacySettings: { timelineRetention: Array<{ entryType: string, label: string, keepDays: number | null }> } };

export type SettingsRetentionSetMutationVariables = Exact<{
  entryType: string;
  keepDays?: number | null | undefined;
}>;


export type SettingsRetentionSetMutation = { crmTimelineRetentionSet: { errors: Array<{ field: string | null, code: CrmTimelineErrorCode, message: string | null }> } | null };

export type StorefrontChoicesFragment = { channelSlug: string, name: string, url: string, productPath: string, orderPath: string, cartPath: string, reviewUrl: string, senderName: string, senderAddress: string, replyTo: string, timeZone: string, language: string, version: number };

export type SettingsStorefrontsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsStorefrontsQuery = { crmSendingSettings: { senderName: string, senderAddress: string, replyTo: string, timeZone: string, language: string, storefronts: Array<{ channelSlug: string, name: string, url: string, productPath: string, orderPath: string, cartPath: string, reviewUrl: string, senderName: string, senderAddress: string, replyTo: string, timeZone: string, language: string, version: number }> }, channels: Array<{ slug: string, name: string }> | null };

export type SettingsStorefrontUpdateMutationVariables = Exact<{
  input: CrmStorefrontInput;
  version?: number | null | undefined;
}>;


export type SettingsStorefrontUpdateMutation = { crmStorefrontUpdate: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsInterestsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsInterestsQuery = { crmSendingSettings: { language: string, interestsVersion: number, interests: Array<{ code: string, names: Array<{ language: string, name: string }> }>, storefronts: Array<{ language: string }> } };

export type SettingsInterestsSetMutationVariables = Exact<{
  interests: Array<CrmInterestInput> | CrmInterestInput;
  version?: number | null | undefined;
}>;


export type SettingsInterestsSetMutation = { crmInterestsSet: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

export type SettingsListsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsListsQuery = { crmMessageListSettings: Array<{ code: string, isInUse: boolean, version: number, names: Array<{ language: string, name: string }>, packageNames: Array<{ language: string, name: string }> }>, crmSendingSettings: { language: string, storefronts: Array<{ language: string }> } };

export type SettingsListNameMutationVariables = Exact<{
  code: string;
  names: Array<CrmLocalizedNameInput> | CrmLocalizedNameInput;
  version?: number | null | undefined;
}>;


export type SettingsListNameMutation = { crmMessageListName: { errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type SettingsOriginsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsOriginsQuery = { crmSetup: { dashboardOrigins: Array<string>, pagesUrl: string } };

export type SettingsOriginAddMutationVariables = Exact<{
  origin: string;
}>;


export type SettingsOriginAddMutation = { crmDashboardOriginAdd: { errors: Array<{ field: string | null, code: CrmDashboardErrorCode, message: string | null }> } | null };

export type SettingsOriginRemoveMutationVariables = Exact<{
  origin: string;
}>;


export type SettingsOriginRemoveMutation = { crmDashboardOriginRemove: { errors: Array<{ field: string | null, code: CrmDashboardErrorCode, message: string | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SendingChoicesFragmentDoc = new TypedDocumentString(`
    fragment SendingChoices on CrmSendingSettings {
  mode
  hold
  testAddress
  senderName
  senderAddress
  replyTo
  postalAddress
  quietFrom
  quietUntil
  timeZone
  language
  defaultChannels
  version
}
    `, {"fragmentName":"SendingChoices"}) as unknown as TypedDocumentString<SendingChoicesFragment, unknown>;
export const CapTextFragmentDoc = new TypedDocumentString(`
    fragment CapText on CrmFrequencyCap {
  channel
  relationshipType
  most
  hours
}
    `, {"fragmentName":"CapText"}) as unknown as TypedDocumentString<CapTextFragment, unknown>;
export const StorefrontChoicesFragmentDoc = new TypedDocumentString(`
    fragment StorefrontChoices on CrmStorefront {
  channelSlug
  name
  url
  productPath
  orderPath
  cartPath
  reviewUrl
  senderName
  senderAddress
  replyTo
  timeZone
  language
  version
}
    `, {"fragmentName":"StorefrontChoices"}) as unknown as TypedDocumentString<StorefrontChoicesFragment, unknown>;
export const SettingsSendingDocument = new TypedDocumentString(`
    query SettingsSending {
  crmSendingSettings {
    ...SendingChoices
  }
}
    fragment SendingChoices on CrmSendingSettings {
  mode
  hold
  testAddress
  senderName
  senderAddress
  replyTo
  postalAddress
  quietFrom
  quietUntil
  timeZone
  language
  defaultChannels
  version
}`) as unknown as TypedDocumentString<SettingsSendingQuery, SettingsSendingQueryVariables>;
export const SettingsSenderChecksDocument = new TypedDocumentString(`
    query SettingsSenderChecks {
  crmSenderChecks {
    domain
    check
    status
    remedy
  }
}
    `) as unknown as TypedDocumentString<SettingsSenderChecksQuery, SettingsSenderChecksQueryVariables>;
export const SettingsPrivacyDocument = new TypedDocumentString(`
    query SettingsPrivacy {
  crmPrivacySettings {
    keepClosedAccountsDays
    asksBeforeInferring
  }
}
    `) as unknown as TypedDocumentString<SettingsPrivacyQuery, SettingsPrivacyQueryVariables>;
export const SettingsCampaignsDocument = new TypedDocumentString(`
    query SettingsCampaigns {
  crmCampaignSettings {
    approvalAbove
  }
}
    `) as unknown as TypedDocumentString<SettingsCampaignsQuery, SettingsCampaignsQueryVariables>;
export const SettingsBehaviorDocument = new TypedDocumentString(`
    query SettingsBehavior {
  crmBehaviorSettings {
    keepDays
    places
    occasions
    version
  }
}
    `) as unknown as TypedDocumentString<SettingsBehaviorQuery, SettingsBehaviorQueryVariables>;
export const SettingsSendingUpdateDocument = new TypedDocumentString(`
    mutation SettingsSendingUpdate($input: CrmSendingInput!, $version: Int) {
  crmSendingUpdate(input: $input, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsSendingUpdateMutation, SettingsSendingUpdateMutationVariables>;
export const SettingsGoLiveDocument = new TypedDocumentString(`
    mutation SettingsGoLive {
  crmSendingGoLive {
    warnings {
      domain
      check
      status
      remedy
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsGoLiveMutation, SettingsGoLiveMutationVariables>;
export const SettingsStopDocument = new TypedDocumentString(`
    mutation SettingsStop {
  crmSendingStop {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsStopMutation, SettingsStopMutationVariables>;
export const SettingsTestDocument = new TypedDocumentString(`
    mutation SettingsTest($address: String!) {
  crmSendingTest(address: $address) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsTestMutation, SettingsTestMutationVariables>;
export const SettingsPrivacyUpdateDocument = new TypedDocumentString(`
    mutation SettingsPrivacyUpdate($keepClosedAccountsDays: Int, $asksBeforeInferring: Boolean) {
  crmPrivacySettingsUpdate(
    keepClosedAccountsDays: $keepClosedAccountsDays
    asksBeforeInferring: $asksBeforeInferring
  ) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsPrivacyUpdateMutation, SettingsPrivacyUpdateMutationVariables>;
export const SettingsCampaignsUpdateDocument = new TypedDocumentString(`
    mutation SettingsCampaignsUpdate($approvalAbove: Int) {
  crmCampaignSettingsUpdate(approvalAbove: $approvalAbove) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsCampaignsUpdateMutation, SettingsCampaignsUpdateMutationVariables>;
export const SettingsBehaviorUpdateDocument = new TypedDocumentString(`
    mutation SettingsBehaviorUpdate($keepDays: Int, $places: [String!], $occasions: [String!], $version: Int) {
  crmBehaviorSettingsUpdate(
    keepDays: $keepDays
    places: $places
    occasions: $occasions
    version: $version
  ) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsBehaviorUpdateMutation, SettingsBehaviorUpdateMutationVariables>;
export const SettingsCapsDocument = new TypedDocumentString(`
    query SettingsCaps {
  crmSendingSettings {
    hasChosenCaps
    capsVersion
    caps {
      ...CapText
    }
    defaultCaps {
      ...CapText
    }
  }
  crmChannelTypes {
    medium
    label
  }
}
    fragment CapText on CrmFrequencyCap {
  channel
  relationshipType
  most
  hours
}`) as unknown as TypedDocumentString<SettingsCapsQuery, SettingsCapsQueryVariables>;
export const SettingsCapsSetDocument = new TypedDocumentString(`
    mutation SettingsCapsSet($caps: [CrmFrequencyCapInput!]!, $version: Int) {
  crmFrequencyCapsSet(caps: $caps, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsCapsSetMutation, SettingsCapsSetMutationVariables>;
export const SettingsPricesDocument = new TypedDocumentString(`
    query SettingsPrices {
  crmSendingSettings {
    pricesVersion
    prices {
      channel
      amount
      currency
    }
  }
  crmChannelTypes {
    medium
    label
  }
}
    `) as unknown as TypedDocumentString<SettingsPricesQuery, SettingsPricesQueryVariables>;
export const SettingsPricesSetDocument = new TypedDocumentString(`
    mutation SettingsPricesSet($prices: [CrmMessagePriceInput!]!, $version: Int) {
  crmMessagePricesSet(prices: $prices, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsPricesSetMutation, SettingsPricesSetMutationVariables>;
export const SettingsAccountsDocument = new TypedDocumentString(`
    query SettingsAccounts {
  crmChannelAccounts {
    id
    channel
    name
    channelSlug
    isActive
    settings
    secrets {
      name
      lastFour
    }
    perSecond
    burst
    failures
    closedUntil
  }
  crmChannelTypes {
    code
    label
    settingsSchema
    secrets
  }
  channels {
    slug
    name
  }
}
    `) as unknown as TypedDocumentString<SettingsAccountsQuery, SettingsAccountsQueryVariables>;
export const SettingsAccountSaveDocument = new TypedDocumentString(`
    mutation SettingsAccountSave($id: ID, $input: CrmChannelAccountInput!) {
  crmChannelAccountSave(id: $id, input: $input) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsAccountSaveMutation, SettingsAccountSaveMutationVariables>;
export const SettingsWordingsDocument = new TypedDocumentString(`
    query SettingsWordings {
  crmConsentWordingVersions(first: 100) {
    edges {
      node {
        id
        code
        purpose
        language
        version
        text
        authorName
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsWordingsQuery, SettingsWordingsQueryVariables>;
export const SettingsWordingAddDocument = new TypedDocumentString(`
    mutation SettingsWordingAdd($code: String!, $purpose: CrmConsentPurposeEnum!, $language: String!, $text: String!) {
  crmConsentWordingAdd(
    code: $code
    purpose: $purpose
    language: $language
    text: $text
  ) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsWordingAddMutation, SettingsWordingAddMutationVariables>;
export const SettingsConfirmationDocument = new TypedDocumentString(`
    query SettingsConfirmation {
  crmChannelPolicies {
    channel
    doubleOptIn
  }
  crmChannelTypes {
    medium
    label
  }
}
    `) as unknown as TypedDocumentString<SettingsConfirmationQuery, SettingsConfirmationQueryVariables>;
export const SettingsConfirmationSetDocument = new TypedDocumentString(`
    mutation SettingsConfirmationSet($channel: String!, $doubleOptIn: Boolean!) {
  crmChannelPolicyUpdate(channel: $channel, doubleOptIn: $doubleOptIn) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsConfirmationSetMutation, SettingsConfirmationSetMutationVariables>;
export const SettingsRetentionDocument = new TypedDocumentString(`
    query SettingsRetention {
  crmPrivacySettings {
    timelineRetention {
      entryType
      label
      keepDays
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsRetentionQuery, SettingsRetentionQueryVariables>;
export const SettingsRetentionSetDocument = new TypedDocumentString(`
    mutation SettingsRetentionSet($entryType: String!, $keepDays: Int) {
  crmTimelineRetentionSet(entryType: $entryType, keepDays: $keepDays) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsRetentionSetMutation, SettingsRetentionSetMutationVariables>;
export const SettingsStorefrontsDocument = new TypedDocumentString(`
    query SettingsStorefronts {
  crmSendingSettings {
    senderName
    senderAddress
    replyTo
    timeZone
    language
    storefronts {
      ...StorefrontChoices
    }
  }
  channels {
    slug
    name
  }
}
    fragment StorefrontChoices on CrmStorefront {
  channelSlug
  name
  url
  productPath
  orderPath
  cartPath
  reviewUrl
  senderName
  senderAddress
  replyTo
  timeZone
  language
  version
}`) as unknown as TypedDocumentString<SettingsStorefrontsQuery, SettingsStorefrontsQueryVariables>;
export const SettingsStorefrontUpdateDocument = new TypedDocumentString(`
    mutation SettingsStorefrontUpdate($input: CrmStorefrontInput!, $version: Int) {
  crmStorefrontUpdate(input: $input, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsStorefrontUpdateMutation, SettingsStorefrontUpdateMutationVariables>;
export const SettingsInterestsDocument = new TypedDocumentString(`
    query SettingsInterests {
  crmSendingSettings {
    language
    interestsVersion
    interests {
      code
      names {
        language
        name
      }
    }
    storefronts {
      language
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsInterestsQuery, SettingsInterestsQueryVariables>;
export const SettingsInterestsSetDocument = new TypedDocumentString(`
    mutation SettingsInterestsSet($interests: [CrmInterestInput!]!, $version: Int) {
  crmInterestsSet(interests: $interests, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsInterestsSetMutation, SettingsInterestsSetMutationVariables>;
export const SettingsListsDocument = new TypedDocumentString(`
    query SettingsLists {
  crmMessageListSettings {
    code
    names {
      language
      name
    }
    packageNames {
      language
      name
    }
    isInUse
    version
  }
  crmSendingSettings {
    language
    storefronts {
      language
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsListsQuery, SettingsListsQueryVariables>;
export const SettingsListNameDocument = new TypedDocumentString(`
    mutation SettingsListName($code: String!, $names: [CrmLocalizedNameInput!]!, $version: Int) {
  crmMessageListName(code: $code, names: $names, version: $version) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsListNameMutation, SettingsListNameMutationVariables>;
export const SettingsOriginsDocument = new TypedDocumentString(`
    query SettingsOrigins {
  crmSetup {
    dashboardOrigins
    pagesUrl
  }
}
    `) as unknown as TypedDocumentString<SettingsOriginsQuery, SettingsOriginsQueryVariables>;
export const SettingsOriginAddDocument = new TypedDocumentString(`
    mutation SettingsOriginAdd($origin: String!) {
  crmDashboardOriginAdd(origin: $origin) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsOriginAddMutation, SettingsOriginAddMutationVariables>;
export const SettingsOriginRemoveDocument = new TypedDocumentString(`
    mutation SettingsOriginRemove($origin: String!) {
  crmDashboardOriginRemove(origin: $origin) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsOriginRemoveMutation, SettingsOriginRemoveMutationVariables>;
/** What the shop answers to the settings' questions, and the page at one of its tabs. */
import { renderPage, type Answers } from "../../test-kit";
import SettingsPage from "./settings-page";

const TYPES = [
  { code: "email", medium: "email", label: "E-mail", settingsSchema: schema("host", "password"), secrets: ["password"] },
  { code: "email_anymail", medium: "email", label: "E-mail by a provider", settingsSchema: schema("api_key"), secrets: ["api_key"] },
  { code: "onsite", medium: "onsite", label: "On-site", settingsSchema: schema("placement"), secrets: [] },
];

export const SENDING = {
  mode: "STOPPED",
  hold: "NOT_LIVE",
  testAddress: "",
  senderName: "The Shop",
  senderAddress: "shop@shop.example",
  replyTo: "",
  postalAddress: "Via Roma 1",
  quietFrom: "21:00",
  quietUntil: null,
  timeZone: "Europe/Rome",
  language: "it",
  defaultChannels: ["email"],
  version: 4,
};

/** What tells in which languages the shop speaks. */
const SPEAKING = { language: "it", storefronts: [{ language: "en" }] };

export const STOREFRONT = {
  channelSlug: "web",
  name: "Web shop",
  url: "https://shop.example",
  productPath: "/products/{slug}",
  orderPath: "/account/orders/{number}",
  cartPath: "/checkout/{token}",
  reviewUrl: "",
  senderName: "",
  senderAddress: "",
  replyTo: "",
  timeZone: "",
  language: "",
  version: 2,
};

export const LIST = {
  code: "carts",
  names: [] as { language: string; name: string }[],
  packageNames: [
    { language: "en", name: "Reminders of carts" },
    { language: "it", name: "Promemoria" },
  ],
  isInUse: true,
  version: 0,
};

export function storefronts(...saved: object[]): Answers[string] {
  return {
    crmSendingSettings: {
      senderName: "The Shop",
      senderAddress: "shop@shop.example",
      replyTo: "",
      timeZone: "Europe/Rome",
      language: "it",
      storefronts: saved,
    },
    channels: [
      { slug: "web", name: "Web shop" },
      { slug: "b2b", name: "Trade" },
    ],
  };
}

export function lists(...settings: object[]): Answers[string] {
  return { crmMessageListSettings: settings, crmSendingSettings: SPEAKING };
}

export function interests(version: number, ...chosen: object[]): Answers[string] {
  return { crmSendingSettings: { ...SPEAKING, interestsVersion: version, interests: chosen } };
}

export function interest(code: string, english: string): object {
  return { code, names: [{ language: "en", name: english }] };
}

export function origins(...dashboardOrigins: string[]): Answers[string] {
  return { crmSetup: { dashboardOrigins, pagesUrl: "https://api.example/plugins/saleor.crm/dashboard/" } };
}

export const ACCOUNT = {
  id: "a1",
  channel: "email",
  name: "Our server",
  channelSlug: "",
  isActive: true,
  settings: { host: "mail.example" },
  secrets: [{ name: "password", lastFour: "cret" }],
  perSecond: 10,
  burst: 100,
  failures: 0,
  closedUntil: null,
};

export const WORDING = {
  id: "w2",
  code: "newsletter",
  purpose: "MARKETING",
  language: "it",
  version: 2,
  text: "Possiamo scriverti?",
  authorName: "Anna Rossi",
  createdAt: "2026-03-01T12:00:00Z",
};

const STRAINED = { channel: "", relationshipType: "STRAINED", most: 1, hours: 720 };
const WEEKLY = { channel: "email", relationshipType: null, most: 3, hours: 168 };

export function caps(chosen: readonly object[], hasChosenCaps: boolean, capsVersion = 1): Answers[string] {
  return {
    crmSendingSettings: { hasChosenCaps, capsVersion, caps: [...chosen], defaultCaps: [STRAINED] },
    crmChannelTypes: TYPES,
  };
}

export function wordings(...versions: object[]): Answers[string] {
  return { crmConsentWordingVersions: { edges: versions.map((node) => ({ node })) } };
}

export function retention(keepDays: number | null): Answers[string] {
  return {
    crmPrivacySettings: {
      timelineRetention: [
        { entryType: "goods.viewed", label: "Goods viewed", keepDays },
        { entryType: "brand.new", label: "Brand new", keepDays: null },
      ],
    },
  };
}

export function renderSettings(tab: string, changes: Answers = {}) {
  return renderPage(<SettingsPage />, { path: "/settings/:tab", address: `/settings/${tab}`, answers: answers(changes) });
}

function answers(changes: Answers): Answers {
  return {
    SettingsSending: { crmSendingSettings: SENDING },
    SettingsAccounts: {
      crmChannelAccounts: [ACCOUNT],
      crmChannelTypes: TYPES,
      channels: [{ slug: "web", name: "Web shop" }],
    },
    SettingsCaps: caps([WEEKLY], true),
    SettingsPrices: {
      crmSendingSettings: { pricesVersion: 5, prices: [{ channel: "email", amount: 0.0012, currency: "EUR" }] },
      crmChannelTypes: TYPES,
    },
    SettingsCampaigns: { crmCampaignSettings: { approvalAbove: null } },
    SettingsWordings: wordings(WORDING, { ...WORDING, id: "w1", version: 1, text: "Scriviamo?", authorName: null }),
    SettingsConfirmation: { crmChannelPolicies: [], crmChannelTypes: TYPES },
    SettingsPrivacy: { crmPrivacySettings: { keepClosedAccountsDays: 30, asksBeforeInferring: false } },
    SettingsRetention: retention(null),
    SettingsBehavior: { crmBehaviorSettings: { keepDays: 90, places: ["milano"], occasions: [], version: 3 } },
    SettingsStorefronts: storefronts(STOREFRONT),
    SettingsLists: lists(LIST),
    SettingsInterests: interests(6, interest("books", "Books"), interest("maps", "Maps")),
    SettingsOrigins: origins("https://dashboard.example"),
    ...changes,
  };
}

function schema(...names: string[]): object {
  return { properties: Object.fromEntries(names.map((name) => [name, { type: "string", title: name }])) };
}

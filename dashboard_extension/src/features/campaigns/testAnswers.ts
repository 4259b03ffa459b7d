/** For tests only: what the shop says about campaigns, as far as nothing else is said. */
import type {
  CampaignChoicesQuery,
  CampaignKpisQuery,
  CampaignQuery,
  CampaignSegmentsQuery,
} from "../../api/generated/campaigns";
import { emptyDraft, writeDefinition } from "./definition";

const at = "2026-11-20T10:00:00Z";

export const ID = "Q3JtQ2FtcGFpZ246MQ==";

export const written = {
  ...emptyDraft(),
  name: "Spring",
  segments: [12],
  variants: [{ key: "a", template: "news", share: 10_000, segments: [], conditions: [] }],
  at: "2027-03-28T08:00:00.000Z",
};

export function campaign(changes: Partial<NonNullable<CampaignQuery["crmCampaign"]>> = {}): CampaignQuery {
  return {
    crmCampaign: {
      id: ID,
      name: "Spring",
      kind: "BROADCAST",
      state: "DRAFT",
      definition: writeDefinition(written),
      version: 3,
      isChecked: false,
      checkedAt: null,
      checkedPeople: null,
      needsApproval: false,
      isApproved: false,
      approvedBy: "",
      approvedAt: null,
      dueAt: null,
      pausedReason: null,
      pausedDetail: "",
      changedBy: "user:7",
      changedByName: "Anna Rossi",
      changedAt: at,
      archivedAt: null,
      steps: [{ fromState: null, toState: "DRAFT", version: 1, author: "user:7", authorName: "Anna Rossi", reason: null, detail: "", at }],
      ...changes,
    },
  };
}

export const choices: CampaignChoicesQuery = {
  crmCampaignChoices: {
    purposes: [
      { code: "transactional", name: "Messages about an order or the account" },
      { code: "marketing", name: "News, offers and reminders" },
    ],
    channels: [{ code: "email", name: "E-mail" }],
    shopChannels: [{ code: "eu", name: "Europe" }],
    vouchers: [{ number: 9, name: "Ten percent", endsAt: null }],
    namedDays: ["easter", "christmas_day"],
    timeZone: "Europe/Rome",
  },
  crmCampaignSettings: { approvalAbove: 1_000 },
  crmTemplates: [
    {
      id: "T1",
      code: "news",
      name: "News letter",
      kind: "EMAIL",
      purpose: "marketing",
      defaultLanguage: "en",
      published: { id: "V1", contents: [{ language: "en", variant: "" }] },
    },
    {
      id: "T2",
      code: "draft_only",
      name: "Unpublished",
      kind: "EMAIL",
      purpose: "marketing",
      defaultLanguage: "en",
      published: null,
    },
  ],
};

export const segments: CampaignSegmentsQuery = {
  crmSegments: {
    edges: [
      { node: { id: "S12", number: 12, name: "VIP", kind: "RULE", count: 40, isCurrent: true } },
      { node: { id: "S13", number: 13, name: "Lapsed", kind: "RULE", count: 9, isCurrent: true } },
      { node: { id: "S3", number: 3, name: "Fair", kind: "LIST", count: 5, isCurrent: true } },
    ],
    pageInfo: { hasNextPage: false, endCursor: null },
  },
};

const metric = (code: string, value: number) => ({ code, value, definition: `What ${code} means.` });

type Kpis = NonNullable<CampaignKpisQuery["crmCampaign"]>["kpis"];

export function kpis(changes: Partial<Kpis> = {}): CampaignKpisQuery {
  const byReason = (code: string, value: number) => ({ ...metric(code, value), reasons: [] });
  const rate = (code: string, value: number) => ({ ...metric(code, value), of: 80, rate: value / 80 });
  return {
    crmCampaign: {
      id: ID,
      kpis: {
        dataUntil: at,
        days: 5,
        model: "last_click",
        audience: metric("audience", 100),
        heldOut: metric("held_out", 10),
        excluded: byReason("excluded", 0),
        waiting: metric("waiting", 0),
        deferred: byReason("deferred", 0),
        refused: { ...metric("refused", 10), reasons: [{ reason: "no_consent", people: 10 }] },
        failed: byReason("failed", 0),
        unknown: byReason("unknown", 0),
        sent: metric("sent", 80),
        bounced: metric("bounced", 0),
        delivered: metric("delivered", 78),
        opened: metric("opened", 40),
        clicked: metric("clicked", 20),
        converted: metric("converted", 6),
        unsubscribed: rate("unsubscribed", 1),
        complained: rate("complained", 0),
        revenue: {
          code: "revenue",
          definition: "What was credited.",
          amounts: [
            {
              currency: "EUR",
              orders: 6,
              gross: 600,
              refunded: 50,
              couponCost: 20,
              pointsCost: 5,
              messageCost: 1,
              net: 524,
              margin: null,
              lines: 9,
              linesKnown: 0,
            },
          ],
        },
        comparison: null,
        variants: [],
        ...changes,
      },
    },
  };
}

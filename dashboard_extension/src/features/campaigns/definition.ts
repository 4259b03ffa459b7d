/** What a campaign says, as a form holds it: read from the API's definition and written back. */

export const WHOLE = 10_000;
export const KINDS = ["BROADCAST", "RECURRING", "CALENDAR", "ON_ENTRY"] as const;
export const MODES = ["fixed", "local", "best_hour"] as const;
export const REPEATS = ["day", "week", "month", "year", "named"] as const;
export const ATTRIBUTES = ["country", "area", "city", "postal_code", "language", "channel"] as const;

export type Kind = (typeof KINDS)[number];
export type Mode = (typeof MODES)[number];
export type Every = (typeof REPEATS)[number];

export interface Condition {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface VariantDraft {
  readonly key: string;
  readonly template: string;
  readonly share: number | null;
  readonly segments: readonly number[];
  readonly conditions: readonly Condition[];
}

export interface WinnerDraft {
  readonly metric: string;
  readonly testBasisPoints: number | null;
  readonly leastPerArm: number | null;
  readonly decideAfterHours: number | null;
  readonly looks: number | null;
  readonly errorBasisPoints: number;
  readonly otherwise: string;
}

export interface RepeatDraft {
  readonly every: Every;
  readonly interval: number | null;
  readonly weekdays: readonly number[];
  readonly day: number | null;
  readonly month: number | null;
  readonly named: string;
  readonly daysBefore: number | null;
  readonly since: string;
  readonly until: string;
}

export interface CampaignDraft {
  readonly name: string;
  readonly kind: Kind;
  readonly segments: readonly number[];
  readonly lists: readonly number[];
  readonly excludeSegments: readonly number[];
  readonly excludeLists: readonly number[];
  readonly purpose: string;
  readonly channels: readonly string[];
  readonly shopChannel: string;
  readonly variants: readonly VariantDraft[];
  readonly winner: WinnerDraft | null;
  readonly voucher: number | null;
  readonly validDays: number | null;
  readonly mode: Mode;
  readonly at: string;
  readonly day: string;
  readonly localTime: string;
  readonly zone: string;
  readonly repeat: RepeatDraft;
  readonly throttlePerHour: number | null;
  readonly deadlineHours: number | null;
  readonly holdoutBasisPoints: number | null;
  readonly windowDays: number | null;
  readonly touch: string;
  readonly model: string;
  readonly unsubscribeBasisPoints: number | null;
  readonly complaintBasisPoints: number | null;
  readonly minimum: number | null;
}

export const NEW_WINNER: WinnerDraft = {
  metric: "clicked",
  testBasisPoints: 2_000,
  leastPerArm: 500,
  decideAfterHours: 24,
  looks: 1,
  errorBasisPoints: 500,
  otherwise: "",
};

export function emptyVariant(key: string, share: number): VariantDraft {
  return { key, template: "", share, segments: [], conditions: [] };
}

export function emptyDraft(kind: Kind = "BROADCAST"): CampaignDraft {
  return {
    name: "",
    kind,
    segments: [],
    lists: [],
    excludeSegments: [],
    excludeLists: [],
    purpose: "marketing",
    channels: [],
    shopChannel: "",
    variants: [emptyVariant("a", WHOLE)],
    winner: null,
    voucher: null,
    validDays: 14,
    mode: "fixed",
    at: "",
    day: "",
    localTime: "10:00",
    zone: "",
    repeat: {
      every: kind === "CALENDAR" ? "named" : "week",
      interval: 1,
      weekdays: [1],
      day: 1,
      month: 1,
      named: "christmas_day",
      daysBefore: 0,
      since: "",
      until: "",
    },
    throttlePerHour: null,
    deadlineHours: 24,
    holdoutBasisPoints: 1_000,
    windowDays: 5,
    touch: "clicked",
    model: "last",
    unsubscribeBasisPoints: 100,
    complaintBasisPoints: 10,
    minimum: 500,
  };
}

/** The days by which a campaign of this kind can come again; none for one that does not. */
export function repeatsOf(kind: Kind): readonly Every[] {
  if (kind === "RECURRING") return ["day", "week", "month"];
  return kind === "CALENDAR" ? ["year", "named"] : [];
}

/** Which parts of its time a campaign needs: the same rules as the API's. */
export function timePartsOf(kind: Kind, mode: Mode): ReadonlySet<"at" | "day" | "localTime" | "repeat"> {
  const isByClock = mode !== "fixed";
  if (kind === "ON_ENTRY") return new Set(isByClock ? ["localTime"] : []);
  if (kind !== "BROADCAST") return new Set(["repeat", "localTime"]);
  return new Set(isByClock ? ["day", "localTime"] : ["at"]);
}

type Json = Record<string, unknown>;

/** The definition as the API takes it; parts that make no sense for its kind are left out. */
export function writeDefinition(draft: CampaignDraft): Json {
  return {
    audience: {
      segments: draft.segments,
      lists: draft.lists,
      exclude_segments: draft.excludeSegments,
      exclude_lists: draft.excludeLists,
    },
    content: {
      purpose: draft.purpose,
      channels: draft.channels,
      shop_channel: draft.shopChannel,
      variants: draft.variants.map(writeVariant),
      winner: draft.winner && writeWinner(draft.winner),
      code: draft.voucher === null ? null : { voucher: draft.voucher, valid_days: draft.validDays },
    },
    when: writeWhen(draft),
    holdout_basis_points: draft.holdoutBasisPoints ?? 0,
    attribution: { window_days: draft.windowDays, touch: draft.touch, model: draft.model },
    limits: {
      unsubscribe_basis_points: draft.unsubscribeBasisPoints,
      complaint_basis_points: draft.complaintBasisPoints,
      minimum: draft.minimum,
    },
  };
}

function writeVariant(variant: VariantDraft): Json {
  return {
    key: variant.key,
    template: variant.template,
    share_basis_points: variant.share,
    fitting: {
      segments: variant.segments,
      conditions: variant.conditions.map(writeCondition).filter((one) => one.values.length > 0),
    },
  };
}

function writeCondition(condition: Condition): Condition {
  const values = condition.values.map((one) => one.trim()).filter((one) => one !== "");
  return { attribute: condition.attribute, operator: condition.operator, values };
}

function writeWinner(winner: WinnerDraft): Json {
  return {
    metric: winner.metric,
    test_basis_points: winner.testBasisPoints,
    least_per_arm: winner.leastPerArm,
    decide_after_hours: winner.decideAfterHours,
    looks: winner.looks,
    error_basis_points: winner.errorBasisPoints,
    otherwise: winner.otherwise,
  };
}

function writeWhen(draft: CampaignDraft): Json {
  const parts = timePartsOf(draft.kind, draft.mode);
  return {
    mode: draft.mode,
    at: parts.has("at") && draft.at ? draft.at : null,
    day: parts.has("day") && draft.day ? draft.day : null,
    local_time: parts.has("localTime") && draft.localTime ? draft.localTime : null,
    zone: draft.zone,
    repeat: parts.has("repeat") ? writeRepeat(draft.repeat) : null,
    throttle_per_hour: draft.throttlePerHour,
    deadline_hours: draft.deadlineHours,
  };
}

function writeRepeat(repeat: RepeatDraft): Json {
  const { every } = repeat;
  return {
    every,
    interval: repeat.interval,
    weekdays: every === "week" ? repeat.weekdays : [],
    day: hasDayOfMonth(every) ? repeat.day : null,
    month: every === "year" ? repeat.month : null,
    named: every === "named" ? repeat.named : null,
    days_before: repeat.daysBefore ?? 0,
    since: repeat.since || null,
    until: repeat.until || null,
  };
}

export function hasDayOfMonth(every: Every): boolean {
  return every === "month" || every === "year";
}

/** The form of a stored definition; what is absent or of another type counts as not said. */
export function readDraft(name: string, kind: Kind, stored: unknown): CampaignDraft {
  const usual = emptyDraft(kind);
  const root = partOf(stored);
  const [audience, content, when] = [partOf(root["audience"]), partOf(root["content"]), partOf(root["when"])];
  const [attribution, limits, code] = [
    partOf(root["attribution"]),
    partOf(root["limits"]),
    partOf(content["code"]),
  ];
  const variants = listOf(content["variants"]).map((one) => readVariant(partOf(one)));
  return {
    name,
    kind,
    segments: numbersOf(audience["segments"]),
    lists: numbersOf(audience["lists"]),
    excludeSegments: numbersOf(audience["exclude_segments"]),
    excludeLists: numbersOf(audience["exclude_lists"]),
    purpose: textOf(content["purpose"], usual.purpose),
    channels: textsOf(content["channels"]),
    shopChannel: textOf(content["shop_channel"], ""),
    variants: variants.length > 0 ? variants : usual.variants,
    winner: content["winner"] ? readWinner(partOf(content["winner"])) : null,
    voucher: numberOf(code["voucher"], null),
    validDays: numberOf(code["valid_days"], usual.validDays),
    mode: oneOf(MODES, when["mode"], usual.mode),
    at: textOf(when["at"], ""),
    day: textOf(when["day"], ""),
    localTime: textOf(when["local_time"], usual.localTime).slice(0, 5),
    zone: textOf(when["zone"], ""),
    repeat: when["repeat"] ? readRepeat(partOf(when["repeat"]), usual.repeat) : usual.repeat,
    throttlePerHour: numberOf(when["throttle_per_hour"], null),
    deadlineHours: numberOf(when["deadline_hours"], usual.deadlineHours),
    holdoutBasisPoints: numberOf(root["holdout_basis_points"], 0),
    windowDays: numberOf(attribution["window_days"], usual.windowDays),
    touch: textOf(attribution["touch"], usual.touch),
    model: textOf(attribution["model"], usual.model),
    unsubscribeBasisPoints: numberOf(limits["unsubscribe_basis_points"], usual.unsubscribeBasisPoints),
    complaintBasisPoints: numberOf(limits["complaint_basis_points"], usual.complaintBasisPoints),
    minimum: numberOf(limits["minimum"], usual.minimum),
  };
}

function readVariant(stored: Json): VariantDraft {
  const fitting = partOf(stored["fitting"]);
  return {
    key: textOf(stored["key"], ""),
    template: textOf(stored["template"], ""),
    share: numberOf(stored["share_basis_points"], WHOLE),
    segments: numbersOf(fitting["segments"]),
    conditions: listOf(fitting["conditions"]).map((one) => {
      const condition = partOf(one);
      return {
        attribute: textOf(condition["attribute"], "country"),
        operator: textOf(condition["operator"], "is"),
        values: textsOf(condition["values"]),
      };
    }),
  };
}

function readWinner(stored: Json): WinnerDraft {
  return {
    metric: textOf(stored["metric"], NEW_WINNER.metric),
    testBasisPoints: numberOf(stored["test_basis_points"], NEW_WINNER.testBasisPoints),
    leastPerArm: numberOf(stored["least_per_arm"], NEW_WINNER.leastPerArm),
    decideAfterHours: numberOf(stored["decide_after_hours"], NEW_WINNER.decideAfterHours),
    looks: numberOf(stored["looks"], NEW_WINNER.looks),
    errorBasisPoints: numberOf(stored["error_basis_points"], null) ?? NEW_WINNER.errorBasisPoints,
    otherwise: textOf(stored["otherwise"], ""),
  };
}

function readRepeat(stored: Json, usual: RepeatDraft): RepeatDraft {
  return {
    every: oneOf(REPEATS, stored["every"], usual.every),
    interval: numberOf(stored["interval"], 1),
    weekdays: stored["every"] === "week" ? numbersOf(stored["weekdays"]) : usual.weekdays,
    day: numberOf(stored["day"], usual.day),
    month: numberOf(stored["month"], usual.month),
    named: textOf(stored["named"], usual.named),
    daysBefore: numberOf(stored["days_before"], 0),
    since: textOf(stored["since"], ""),
    until: textOf(stored["until"], ""),
  };
}

/** Whether the API would keep it as a draft: it needs a name, somebody, and something to say. */
export function isSavable(draft: CampaignDraft): boolean {
  const hasPeople = draft.segments.length + draft.lists.length > 0;
  return draft.name.trim() !== "" && hasPeople && draft.variants.every((one) => one.template !== "");
}

/** Shares out evenly among all; the first get what cannot be shared. */
export function evenShares(variants: readonly VariantDraft[]): VariantDraft[] {
  const each = Math.floor(WHOLE / variants.length);
  const rest = WHOLE - each * variants.length;
  return variants.map((one, place) => ({ ...one, share: each + (place < rest ? 1 : 0) }));
}

/** A key that no other variant has: a, b, c ... */
export function freeKey(variants: readonly VariantDraft[]): string {
  const taken = new Set(variants.map((one) => one.key));
  for (let place = 0; place < 26; place += 1) {
    const key = String.fromCharCode(97 + place);
    if (!taken.has(key)) return key;
  }
  return `v${variants.length + 1}`;
}

/** The rule that means the same people as the audience, for a count before it is saved. */
export function ruleOfAudience(draft: CampaignDraft): Json | null {
  const included = [...draft.segments, ...draft.lists];
  const excluded = [...draft.excludeSegments, ...draft.excludeLists];
  if (included.length === 0) return null;
  const anyOf = (numbers: readonly number[]) => ({ any: numbers.map((segment) => ({ segment })) });
  if (excluded.length === 0) return anyOf(included);
  return { all: [anyOf(included), { not: anyOf(excluded) }] };
}

function partOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function numbersOf(value: unknown): number[] {
  return listOf(value).filter((one): one is number => typeof one === "number");
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((one): one is string => typeof one === "string");
}

function textOf(value: unknown, usual: string): string {
  return typeof value === "string" ? value : usual;
}

function numberOf<T extends number | null>(value: unknown, usual: T): number | T {
  return typeof value === "number" ? value : usual;
}

function oneOf<T extends string>(known: readonly T[], value: unknown, usual: T): T {
  return known.find((one) => one === value) ?? usual;
}

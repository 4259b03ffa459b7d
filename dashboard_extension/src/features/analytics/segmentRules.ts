/** The rules by which the people behind a number are asked for again, as a segment. */

type Rule = Readonly<Record<string, unknown>>;

const MOST_OFTEN = 5;
const MORE_THAN_A_YEAR_DAYS = 365;

/** Everybody with these scores of recency and frequency; of those who have ordered in a channel, by its number. */
export function ruleOfScores(recency: number, frequency: number, channel: number | null = null): Rule {
  return { all: [isScore("rfm.recency", recency), isScore("rfm.frequency", frequency), ...inChannel(channel)] };
}

/** Everybody at this step of the way or beyond; null where a segment cannot say it. */
export function ruleOfStep(step: string): Rule | null {
  if (step === "customer") return { field: "orders.count", operator: "at_least", value: 1 };
  if (step === "repeat_customer") return { field: "orders.count", operator: "at_least", value: 2 };
  if (step === "vip") return { field: "insight.lifecycle", operator: "is", value: "vip" };
  return null;
}

/** Everybody whose first order was in this month, such as `2026-01`. */
export function ruleOfFirstMonth(month: string): Rule {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return {
    all: [
      { field: "orders.first_at", operator: "since", value: `${month}-01` },
      { field: "orders.first_at", operator: "before", value: next },
    ],
  };
}

/** Everybody with this sign of being lost; null where a segment cannot say it. */
export function ruleOfSign(sign: string, channel: number | null = null): Rule | null {
  if (sign !== "one_order_only") return null;
  return {
    all: [
      { field: "orders.count", operator: "is", value: 1 },
      { field: "orders.last_at", operator: "longer_ago_than_days", value: MORE_THAN_A_YEAR_DAYS },
      ...inChannel(channel),
    ],
  };
}

/** The path of the segment builder, filled with a rule. */
export function builderPath(rule: Rule): string {
  return `/segments/new?rule=${encodeURIComponent(JSON.stringify(rule))}`;
}

function isScore(field: string, score: number): Rule {
  if (score < 1 || score > MOST_OFTEN) throw new RangeError(`There is no score ${score}.`);
  return { field, operator: "is", value: score };
}

function inChannel(channel: number | null): Rule[] {
  return channel === null ? [] : [{ field: "orders.channels", operator: "has_any", value: [channel] }];
}

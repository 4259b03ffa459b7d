/** The rules by which the people behind a number are asked for again, as a segment. */

type Rule = Readonly<Record<string, unknown>>;

const MOST_OFTEN = 5;

/** Everybody with these scores of recency and frequency. */
export function ruleOfScores(recency: number, frequency: number): Rule {
  return { all: [isScore("rfm.recency", recency), isScore("rfm.frequency", frequency)] };
}

/** Everybody at this step of the way or beyond; null where a segment cannot say it. */
export function ruleOfStep(step: string): Rule | null {
  if (step === "customer") return { field: "orders.count", operator: "at_least", value: 1 };
  if (step === "repeat_customer") return { field: "orders.count", operator: "at_least", value: 2 };
  if (step === "vip") return { field: "insight.lifecycle", operator: "is", value: "vip" };
  return null;
}

/** The path of the segment builder, filled with a rule. */
export function builderPath(rule: Rule): string {
  return `/segments/new?rule=${encodeURIComponent(JSON.stringify(rule))}`;
}

function isScore(field: string, score: number): Rule {
  if (score < 1 || score > MOST_OFTEN) throw new RangeError(`There is no score ${score}.`);
  return { field, operator: "is", value: score };
}

/** What a rehearsal tells, in the reader's language: what happened, why, and by which numbers. */
import { useMemo } from "react";
import { useKinds } from "./kinds";
import type { Definition } from "./model/definition";
import { plainWords, useWords } from "./words";

interface ReportWords {
  /** Such as `refused:no_consent` or `step:greet`. */
  readonly happened: (what: string) => string;
  /** Such as `no_consent`, a guard, a fact, or `entry:orders`. */
  readonly reason: (why: string) => string;
  /** Such as `template` with its code, or a reading with its value. */
  readonly detail: (name: string, value: string) => string;
}

/** What a word after `ended` and the like can be, beside those of our own: a guard, a fact, a condition. */
const GROUPS = ["guard", "fact"] as const;

export function useReportWords(definition: Definition | null): ReportWords {
  const { label, find, choices } = useKinds();
  const { say, known } = useWords();
  return useMemo(() => {
    const reading = (attribute: string) => {
      const [code = "", ...argument] = attribute.split(":");
      return [label("attribute", code), ...argument].join(" ");
    };
    const reason = (why: string) => {
      if (why.startsWith("entry:")) return say("journeys.ended.entry", { what: reading(why.slice("entry:".length)) });
      const group = GROUPS.find((one) => find(one, why) !== undefined);
      return group === undefined ? known(`journeys.ended.${why}`, plainWords(why)) : label(group, why);
    };
    const step = (name: string) => {
      const kind = definition?.steps[name]?.kind;
      return kind === undefined ? name : `${label("step", kind)} (${name})`;
    };
    const named: Readonly<Record<string, (value: string) => string>> = {
      step,
      effect: (effect) => known(`journeys.effect.${effect}`, effect),
    };
    const happened = (what: string) => {
      const [kind = "", ...rest] = what.split(":");
      const about = rest.join(":");
      const name = known(`journeys.happened.${kind}`, plainWords(kind));
      return about === "" ? name : `${name}: ${(named[kind] ?? reason)(about)}`;
    };
    const outcome = (value: string) => {
      const way = /^way_(\d+)$/.exec(value)?.[1];
      if (way !== undefined) return say("journeys.way.number", { number: way });
      return known(`journeys.outcome.${value}`, known(`journeys.ended.${value}`, plainWords(value)));
    };
    const detail = (name: string, value: string) => {
      if (name === "outcome") return outcome(value);
      if (name === "template") return choices.templates.find((one) => one.value === value)?.label ?? value;
      return `${reading(name)}: ${known(`journeys.value.${value}`, value)}`;
    };
    return { happened, reason, detail };
  }, [label, find, choices, say, known, definition]);
}

/** One line on what a step does, for lists and for the canvas. */

import { useCallback } from "react";
import { useKinds, type Choices } from "../kinds";
import type { Kinded } from "../model/definition";
import { useWords } from "../words";

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

interface Said {
  readonly say: (id: string, values?: Record<string, string | number>) => string;
  readonly label: (group: string, code: string) => string;
  readonly choices: Choices;
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

const SUMMARIES: Readonly<Record<string, (step: Kinded, words: Said) => string>> = {
  wait: (step, { say }) =>
    say("journeys.summary.wait", {
      days: count(step["days"]),
      hours: count(step["hours"]),
      minutes: count(step["minutes"]),
    }),
  wait_until_hour: (step) => text(step["at"]).slice(0, 5),
  wait_for_event: (step, { label }) => label("fact", text(step["event"])),
  send_message: (step, { choices }) => {
    const code = text(step["template"]);
    return choices.templates.find((one) => one.value === code)?.label ?? code;
  },
  give_points: (step, { say }) => say("journeys.summary.points", { points: count(step["points"]) }),
  tag: (step, { say }) =>
    say(step["change"] === "remove" ? "journeys.summary.untag" : "journeys.summary.tag", {
      tag: text(step["tag"]),
    }),
  set_attribute: (step) => `${text(step["name"])} = ${text(step["value"])}`,
  add_task: (step) => text(step["text"]),
  webhook: (step) => text(step["endpoint"]),
  exit: (step) => text(step["reason"]),
};

interface StepWords {
  readonly summary: (step: Kinded) => string;
  readonly way: (step: Kinded, field: string) => string;
}

export function useStepWords(): StepWords {
  const { label, choices } = useKinds();
  const { say, known } = useWords();
  const summary = useCallback(
    (step: Kinded): string => SUMMARIES[step.kind]?.(step, { say, label, choices }) ?? "",
    [label, choices, say],
  );
  const way = useCallback(
    (step: Kinded, field: string): string => {
      const [list, place] = field.split(".");
      if (list === "ways" && place !== undefined) {
        return say("journeys.way.number", { number: Number(place) + 1 });
      }
      return known(`journeys.way.${step.kind}.${field}`, say(`journeys.way.${field}`));
    },
    [say, known],
  );
  return { summary, way };
}

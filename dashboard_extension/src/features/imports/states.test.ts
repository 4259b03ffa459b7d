import { expect, test } from "vitest";
import { isAtWork, stepsOf, toneOf, type Import, type State } from "./states";
import { job } from "./testing";

function offered(changes: Partial<Import>): string[] {
  return Object.entries(stepsOf(job(changes)))
    .filter(([, can]) => can)
    .map(([step]) => step);
}

test.each<[State, Partial<Import>, string[]]>([
  ["WAITING", {}, ["canCancel"]],
  ["UPLOADED", {}, ["canCancel"]],
  ["READY", {}, ["canMap", "canRehearse", "canRun", "canCancel"]],
  ["REHEARSING", {}, ["canCancel"]],
  ["REHEARSED", {}, ["canMap", "canRehearse", "canRun", "canCancel"]],
  ["RUNNING", {}, ["canCancel"]],
  ["DONE", { created: 3 }, ["canUndo"]],
  ["DONE", { created: 0, changed: 0 }, []],
  ["DONE", { created: 3, rowsKept: false }, []],
  ["CANCELED", { changed: 1 }, ["canUndo"]],
  ["FAILED", { created: 1, canBeTriedAgain: true }, ["canRetry", "canUndo"]],
  ["FAILED", { created: 0, canBeTriedAgain: false }, []],
  ["UNDOING", { created: 3 }, []],
  ["UNDONE", { created: 3 }, []],
  ["UNDONE", { created: 3, broken: 1 }, ["canUndo"]],
])("what can be done with one that is %s (%o)", (state, changes, steps) => {
  expect(offered({ created: 0, changed: 0, rowsKept: true, ...changes, state })).toEqual(steps);
});

test("only those that a worker is busy with are asked about again", () => {
  expect(isAtWork({ state: "RUNNING" })).toBe(true);
  expect(isAtWork({ state: "WAITING" })).toBe(false);
  expect(toneOf("FAILED")).toBe("critical");
  expect(toneOf("CANCELED")).toBe("neutral");
});

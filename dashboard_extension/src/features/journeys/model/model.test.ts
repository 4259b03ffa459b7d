import { describe, expect, it } from "vitest";
import type { Definition, Kind, Kinded } from "./definition";
import { readDefinition } from "./definition";
import { edgesOf, readingOrder, redirected, unreached } from "./edges";
import {
  addAfter,
  canRemove,
  connected,
  earlierNeighbor,
  freeName,
  laterNeighbor,
  moveEarlier,
  moveLater,
  removeStep,
  removeUnreached,
  renameStep,
} from "./editing";
import { begun, changed, redone, undone } from "./history";
import { openingView, placesOf, viewOf, type Place } from "./layout";

const CART: Definition = {
  trigger: { kind: "cart_left_behind", after_minutes: 60 },
  start: "first",
  steps: {
    first: { kind: "send_message", template: "cart_1", next: "rest" },
    rest: { kind: "wait", days: 1, next: "was_it_read" },
    was_it_read: {
      kind: "branch_on_message",
      message_of: "first",
      outcome: "opened",
      then: "code",
      otherwise: "end",
    },
    code: { kind: "give_code", voucher: 12, next: "second" },
    second: { kind: "send_message", template: "cart_2", code_of: "code", next: "end" },
    end: { kind: "exit" },
  },
};
const SPLIT: Definition = {
  trigger: { kind: "birthday" },
  start: "split",
  steps: {
    split: {
      kind: "split",
      ways: [
        { weight: 1, next: "end" },
        { weight: 3, next: "end" },
      ],
    },
    end: { kind: "exit" },
  },
};
const WAIT: Kind = {
  group: "step",
  code: "wait",
  label: "Wait",
  settingsSchema: {
    type: "object",
    properties: { next: { type: "string" }, days: { type: "integer", default: 0 } },
    required: ["next"],
  },
};
const WAIT_FOR_MESSAGE: Kind = {
  group: "step",
  code: "wait_for_message",
  label: "Wait for a message",
  settingsSchema: {
    type: "object",
    properties: {
      messages_of: { type: "array", minItems: 1, items: { type: "string" } },
      within_hours: { type: "integer", minimum: 1 },
      then: { type: "string" },
      otherwise: { type: "string" },
    },
    required: ["messages_of", "within_hours", "then", "otherwise"],
  },
};
const BRANCH: Kind = {
  group: "step",
  code: "branch",
  label: "Branch",
  settingsSchema: {
    $defs: {
      Condition: {
        type: "object",
        properties: {
          attribute: { type: "string" },
          operator: { $ref: "#/$defs/Operator" },
        },
        required: ["attribute", "operator"],
      },
      Operator: { type: "string", enum: ["is", "is_not"] },
    },
    type: "object",
    properties: {
      conditions: { type: "array", minItems: 1, items: { $ref: "#/$defs/Condition" } },
      then: { type: "string" },
      otherwise: { type: "string" },
    },
    required: ["conditions", "then", "otherwise"],
  },
};

function step(definition: Definition, name: string): Kinded {
  const found = definition.steps[name];
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
}

function rowOf(places: ReadonlyMap<string, Place>, name: string): number {
  return places.get(name)?.y ?? Number.NaN;
}

function kindsOf(definition: Definition): Record<string, string> {
  return Object.fromEntries(
    Object.entries(definition.steps).map(([name, one]) => [name, one.kind]),
  );
}

describe("reading", () => {
  it("takes what the API sends, and nothing that could not be shown", () => {
    expect(readDefinition(CART)).toBe(CART);
    expect(readDefinition(null)).toBeNull();
    expect(readDefinition({ ...CART, steps: [] })).toBeNull();
    expect(readDefinition({ ...CART, steps: { a: {} } })).toBeNull();
    expect(readDefinition({ ...CART, start: 1 })).toBeNull();
  });
});

describe("ways", () => {
  it("are found by their names, in nested lists too, and references are none", () => {
    expect(edgesOf(step(CART, "was_it_read"))).toEqual([
      { field: "then", target: "code" },
      { field: "otherwise", target: "end" },
    ]);
    expect(edgesOf(step(SPLIT, "split"))).toEqual([
      { field: "ways.0.next", target: "end" },
      { field: "ways.1.next", target: "end" },
    ]);
    expect(edgesOf(step(CART, "end"))).toEqual([]);
  });

  it("are followed in reading order, every step once, those nobody comes to last", () => {
    const lost = { ...CART, steps: { lost: step(CART, "end"), ...CART.steps } };

    expect(readingOrder(lost)).toEqual([
      "first",
      "rest",
      "was_it_read",
      "code",
      "second",
      "end",
      "lost",
    ]);
    expect(unreached(lost)).toEqual(["lost"]);
  });

  it("can be led elsewhere, the start too", () => {
    const turned = redirected(CART, "first", "rest");

    expect(turned.start).toBe("rest");
    expect(redirected(SPLIT, "end", "split").steps["split"]).toEqual({
      kind: "split",
      ways: [
        { weight: 1, next: "split" },
        { weight: 3, next: "split" },
      ],
    });
  });
});

describe("adding", () => {
  it("puts a step between two others, or before the first one", () => {
    const behind = addAfter(CART, "was_it_read", "then", WAIT);
    expect(behind.name).toBe("wait");
    expect(behind.definition.steps["was_it_read"]?.["then"]).toBe("wait");
    expect(behind.definition.steps["wait"]).toEqual({ kind: "wait", next: "code", days: 1 });

    const before = addAfter(behind.definition, null, "start", WAIT);
    expect(before.name).toBe("wait_2");
    expect(before.definition.start).toBe("wait_2");
    expect(before.definition.steps["wait_2"]?.["next"]).toBe("first");
  });

  it("leads every way of a fork on, and names a message that is there", () => {
    const added = addAfter(CART, "rest", "next", WAIT_FOR_MESSAGE);

    expect(added.definition.steps["wait_for_message"]).toEqual({
      kind: "wait_for_message",
      messages_of: ["first"],
      within_hours: 1,
      then: "was_it_read",
      otherwise: "was_it_read",
    });
  });

  it("fills lists as long as they must be, through references in the form", () => {
    const added = addAfter(CART, null, "start", BRANCH);

    expect(added.definition.steps["branch"]?.["conditions"]).toEqual([
      { attribute: "", operator: "is" },
    ]);
  });

  it("finds names that nobody has", () => {
    expect(freeName(CART, "code")).toBe("code_2");
    expect(freeName(CART, "Straße!")).toBe("_tra_e_");
  });
});

describe("removing", () => {
  it("lets those who came to the step go on behind it, and forgets what it gave", () => {
    const left = removeStep(CART, "code");

    expect(left.steps["was_it_read"]?.["then"]).toBe("second");
    expect(left.steps["second"]?.["code_of"]).toBeNull();
    expect(CART.steps["second"]?.["code_of"]).toBe("code");
  });

  it("keeps an end to which ways lead, and the last step of all", () => {
    expect(canRemove(CART, "end")).toBe(false);
    expect(removeStep(CART, "end")).toBe(CART);
    const alone: Definition = { ...CART, start: "end", steps: { end: { kind: "exit" } } };
    expect(canRemove(alone, "end")).toBe(false);
  });

  it("clears what nobody comes to any more", () => {
    const forked = removeStep(connected(CART, "was_it_read", "then", "end"), "was_it_read");

    expect(Object.keys(removeUnreached(forked).steps)).toEqual(["first", "rest", "end"]);
  });
});

describe("moving", () => {
  it("lets two steps in a row change places, there and back again", () => {
    expect(earlierNeighbor(CART, "rest")).toBe("first");
    const moved = moveEarlier(CART, "rest");

    expect(moved.start).toBe("rest");
    expect(readingOrder(moved).slice(0, 3)).toEqual(["rest", "first", "was_it_read"]);
    expect(moveLater(moved, "rest")).toEqual(CART);
  });

  it("moves nothing over a fork or an end", () => {
    expect(moveEarlier(CART, "was_it_read")).toBe(CART);
    expect(moveEarlier(CART, "code")).toBe(CART);
    expect(moveLater(CART, "second")).toBe(CART);
    expect(laterNeighbor(CART, "rest")).toBeNull();
  });
});

describe("renaming", () => {
  it("follows the name wherever it stands, and leaves equal words alone", () => {
    const renamed = renameStep(
      { ...CART, steps: { ...CART.steps, tag: { kind: "tag", tag: "first", next: "first" } } },
      "first",
      "hello",
    );

    expect(renamed.start).toBe("hello");
    expect(renamed.steps["was_it_read"]?.["message_of"]).toBe("hello");
    expect(renamed.steps["tag"]).toEqual({ kind: "tag", tag: "first", next: "hello" });
  });

  it("refuses names that are taken or malformed", () => {
    expect(renameStep(CART, "first", "code")).toBe(CART);
    expect(renameStep(CART, "first", "Not a name")).toBe(CART);
  });
});

describe("any change", () => {
  it("leaves every way leading to a step that is there", () => {
    const made = [
      moveEarlier(CART, "rest"),
      removeStep(CART, "was_it_read"),
      addAfter(CART, "code", "next", BRANCH).definition,
      renameStep(CART, "end", "over"),
    ];

    for (const definition of made) {
      expect(Object.keys(kindsOf(definition))).toContain(definition.start);
      for (const one of Object.values(definition.steps)) {
        for (const { target } of edgesOf(one)) {
          expect(Object.keys(definition.steps)).toContain(target);
        }
      }
    }
  });
});

describe("history", () => {
  it("undoes and does again, and joins keystrokes in one field", () => {
    let history = begun("");
    history = changed(history, "a", "name");
    history = changed(history, "ab", "name");
    history = changed(history, "ab!");

    history = undone(history);
    expect(history.present).toBe("ab");
    history = undone(history);
    expect(history.present).toBe("");
    expect(undone(history)).toBe(history);
    expect(redone(redone(history)).present).toBe("ab!");
    expect(changed(history, "new").future).toEqual([]);
  });
});

describe("the canvas", () => {
  it("puts every step below those that lead to it, and none upon another", () => {
    const places = placesOf(CART);

    expect(places.get("first")).toEqual({ x: 0, y: 0 });
    for (const [name, one] of Object.entries(CART.steps)) {
      for (const { target } of edgesOf(one)) {
        expect(rowOf(places, target)).toBeGreaterThan(rowOf(places, name));
      }
    }
    const spots = [...places.values()].map(({ x, y }) => `${String(x)}:${String(y)}`);
    expect(new Set(spots).size).toBe(spots.length);
  });

  it("opens whole where that can be read", () => {
    const places = [{ x: 0, y: -124 }, { x: 0, y: 0 }] as const;

    expect(openingView([...places], { width: 800, height: 700 })).toEqual({ x: 400, y: 148, zoom: 1 });
    expect(openingView([...places], { width: 800, height: 214 })).toEqual({ x: 400, y: 24 + 124 * (166 / 180), zoom: 166 / 180 });
  });

  it("opens at its beginning, large enough to read, where there is no room for all", () => {
    const long = [{ x: 0, y: -124 }, { x: -390, y: 992 }, { x: 390, y: 992 }] as const;

    expect(openingView([...long], { width: 700, height: 600 })).toEqual({ x: 350, y: 24 + 124 * 0.85, zoom: 0.85 });
  });

  it("moves no further than to see the step that is chosen", () => {
    const view = { x: 350, y: 148, zoom: 1 };
    const frame = { width: 700, height: 600 };

    expect(viewOf(view, { x: 0, y: 124 }, frame)).toEqual(view);
    expect(viewOf(view, { x: 0, y: 496 }, frame)).toEqual({ x: 350, y: 24, zoom: 1 });
    expect(viewOf(view, { x: -390, y: -248 }, frame)).toEqual({ x: 524, y: 272, zoom: 1 });
  });

  it("comes to an end where ways lead back", () => {
    const circle = connected(CART, "second", "next", "rest");

    expect(rowOf(placesOf(circle), "rest")).toBeLessThan(rowOf(placesOf(circle), "second"));
  });
});

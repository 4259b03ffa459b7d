/** Conditions as rows of a form: the reading, what stands behind its colon, how, and with what. */

import type { Condition, JsonSchema, JsonValue, Kind } from "./definition";

export const WITHOUT_VALUE: readonly string[] = ["known", "unknown"];

interface Parts {
  readonly code: string;
  readonly argument: string;
}

export function partsOf(attribute: string): Parts {
  const [code = "", ...rest] = attribute.split(":");
  return { code, argument: rest.join(":") };
}

export function attributeOf({ code, argument }: Parts): string {
  return argument === "" ? code : `${code}:${argument}`;
}

export function operatorsOf(kind: Kind | undefined): readonly string[] {
  const found = kind?.settingsSchema?.properties?.["operator"]?.enum ?? [];
  return found.filter((one): one is string => typeof one === "string");
}

export function valueForm(kind: Kind | undefined): JsonSchema {
  return kind?.settingsSchema?.properties?.["value"] ?? { type: "string" };
}

/** What must stand behind the colon, in the API's words; "" for nothing. */
export function argumentOf(kind: Kind | undefined): string {
  return kind?.settingsSchema?.properties?.["argument"]?.description ?? "";
}

function firstValue(form: JsonSchema): JsonValue {
  const [chosen] = form.enum ?? [];
  if (chosen !== undefined) {
    return chosen;
  }
  return form.type === "boolean" ? true : form.type === "number" ? 1 : "";
}

/** A condition on a reading, with the first comparison that it allows. */
export function conditionOn(kind: Kind): Condition {
  const [operator = "is"] = operatorsOf(kind).filter((one) => !WITHOUT_VALUE.includes(one));
  return { attribute: kind.code, operator, value: firstValue(valueForm(kind)) };
}

/** The condition with another comparison; its value goes or comes as that one needs it. */
export function withOperator(condition: Condition, operator: string, kind: Kind | undefined): Condition {
  if (WITHOUT_VALUE.includes(operator)) {
    return { attribute: condition.attribute, operator };
  }
  const value = condition.value ?? firstValue(valueForm(kind));
  return { attribute: condition.attribute, operator, value };
}

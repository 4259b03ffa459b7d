/** A rule in one sentence of the reader's language. */
import type { IntlShape } from "react-intl";
import { settingsOf, shapeOf, type Field, type Fields, type Setting } from "./fields";
import { isEmpty, type Condition, type Group, type Json, type RuleNode } from "./tree";

/** What values are called: returns the name of a value of a source, or the value itself. */
export type NameOf = (source: string, value: string) => string;

interface Speaker {
  readonly intl: IntlShape;
  readonly fields: Fields;
  readonly nameOf: NameOf;
}

export const MOST_SHOWN = 10;

export function ruleInWords(root: Group, speaker: Speaker): string {
  const { intl } = speaker;
  if (isEmpty(root)) return intl.formatMessage({ id: "segments.words.everyone" });
  const rule = partInWords(root, speaker, true);
  return intl.formatMessage({ id: "segments.words.rule" }, { rule });
}

function partInWords(part: RuleNode, speaker: Speaker, isRoot = false): string {
  const plain = plainWords(part, speaker, isRoot || part.isNegated);
  return part.isNegated ? speaker.intl.formatMessage({ id: "segments.words.not" }, { part: plain }) : plain;
}

function plainWords(part: RuleNode, speaker: Speaker, isBare: boolean): string {
  const { intl, nameOf } = speaker;
  if (part.kind === "condition") return conditionInWords(part, speaker);
  if (part.kind === "segment") {
    const name = part.number === null ? "…" : nameOf("segment", String(part.number));
    return intl.formatMessage({ id: "segments.words.segment" }, { name });
  }
  const children = part.children.filter((child) => child.kind !== "group" || !isEmpty(child));
  const listed = intl.formatList(
    children.map((child) => partInWords(child, speaker)),
    { type: part.join === "all" ? "conjunction" : "disjunction" },
  );
  return isBare || children.length < 2
    ? listed
    : intl.formatMessage({ id: "segments.words.part" }, { part: listed });
}

export function conditionInWords(condition: Condition, speaker: Speaker): string {
  const { intl } = speaker;
  const field = speaker.fields.get(condition.field);
  if (field === undefined) return condition.field === "" ? "…" : condition.field;
  const shape = shapeOf(field, condition.operator);
  const values = shown(condition, field, speaker);
  return intl.formatMessage(
    { id: `segments.words.${condition.operator}` },
    {
      field: subject(condition, field, speaker),
      value: shape === "pair" ? values[0] : listed(values, intl),
      other: values[1] ?? "…",
      days: typeof condition.value === "number" ? condition.value : 0,
    },
  );
}

function subject(condition: Condition, field: Field, speaker: Speaker): string {
  const { intl } = speaker;
  const label = fieldLabel(field, intl);
  const scope = settingsOf(field.scopeSchema).flatMap((one) => {
    const value = condition.of[one.name];
    return value === undefined ? [] : [listed(namesOf(one, value, speaker), intl)];
  });
  const told =
    scope.length === 0
      ? label
      : intl.formatMessage(
          { id: "segments.words.scope" },
          { field: label, scope: intl.formatList(scope, { type: "unit" }) },
        );
  return condition.withinDays === null
    ? told
    : intl.formatMessage({ id: "segments.words.window" }, { field: told, days: condition.withinDays });
}

function shown(condition: Condition, field: Field, { intl, nameOf }: Speaker): string[] {
  const values = Array.isArray(condition.value) ? (condition.value as readonly Json[]) : [condition.value];
  return values.map((value) => {
    if (typeof value === "boolean") return intl.formatMessage({ id: value ? "segments.yes" : "segments.no" });
    if (value === null || value === "") return "…";
    const text = asText(value);
    if (field.kind === "NUMBER") return withUnit(text, field, intl);
    if (shapeOf(field, condition.operator) === "date") return intl.formatDate(text.slice(0, 10), { dateStyle: "long", timeZone: "UTC" });
    return field.choices.length > 0 ? choiceLabel(field, text, intl) : nameOf(field.chosenFrom, text);
  });
}

/** What is known of a person, as the API compares it. */
export function knownInWords(known: Json, field: Field, speaker: Speaker): string {
  const { intl } = speaker;
  if (known === null) return intl.formatMessage({ id: "segments.why.nothing" });
  const values = Array.isArray(known) ? (known as readonly Json[]) : [known];
  if (values.length === 0) return intl.formatMessage({ id: "segments.why.none" });
  return listed(
    values.map((value) => knownValue(value, field, speaker)),
    intl,
  );
}

function knownValue(value: Json, field: Field, { intl, nameOf }: Speaker): string {
  if (typeof value === "boolean") return intl.formatMessage({ id: value ? "segments.yes" : "segments.no" });
  const text = asText(value);
  if (field.kind === "NUMBER") return withUnit(text, field, intl);
  if (field.kind === "MOMENT") return intl.formatDate(text, { dateStyle: "medium", timeStyle: "short" });
  // Of a leap year, so that every day of any year is in it.
  if (field.kind === "ANNIVERSARY") return intl.formatDate(`2000-${text}`, { day: "numeric", month: "long", timeZone: "UTC" });
  return field.choices.length > 0 ? choiceLabel(field, text, intl) : nameOf(field.chosenFrom, text);
}

function withUnit(text: string, field: Field, intl: IntlShape): string {
  const number = Number.isFinite(Number(text))
    ? intl.formatNumber(Number(text), { maximumFractionDigits: 4 })
    : text;
  return field.unit === "%" ? `${number} %` : number;
}

function namesOf(setting: Setting, value: Json, speaker: Speaker): string[] {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return values.map((one) =>
    setting.options.length > 0 || setting.name === "channel"
      ? optionLabel(setting.name, asText(one), speaker.intl)
      : speaker.nameOf(setting.chosenFrom, asText(one)),
  );
}

function listed(values: readonly string[], intl: IntlShape): string {
  const few = values.slice(0, MOST_SHOWN);
  const rest = values.length - few.length;
  const more = rest > 0 ? [intl.formatMessage({ id: "segments.words.more" }, { count: rest })] : [];
  return intl.formatList([...few, ...more], { type: "conjunction" });
}

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Returns what a field is called; fields that the pages do not know are called as the API does. */
export function fieldLabel(field: Field, intl: IntlShape): string {
  return told(intl, `segments.field.${field.code}`, field.label);
}

export function groupLabel(group: string, intl: IntlShape): string {
  return told(intl, `segments.group.${group}`, group);
}

export function operatorLabel(code: string, intl: IntlShape): string {
  return told(intl, `segments.operator.${code}`, code.replaceAll("_", " "));
}

export function choiceLabel(field: Field, value: string, intl: IntlShape): string {
  const label = field.choices.find((one) => one.value === value)?.label ?? value;
  const channel = told(intl, `segments.channel.${value}`, label);
  return told(intl, `segments.choice.${field.code}.${value}`, channel);
}

export function settingLabel(name: string, intl: IntlShape): string {
  return told(intl, `segments.scope.${name}`, name.replaceAll("_", " "));
}

export function optionLabel(setting: string, value: string, intl: IntlShape): string {
  return told(intl, `segments.choice.${setting}.${value}`, told(intl, `segments.channel.${value}`, value));
}

/** Returns the message of an id that may not be there, else the fallback. */
export function told(intl: IntlShape, id: string, fallback: string): string {
  return id in intl.messages ? intl.formatMessage({ id }) : fallback;
}

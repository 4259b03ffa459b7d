/** A form for settings that the API describes by JSON Schema, with our own fields for what we know. */

import type { ComponentType, ReactNode } from "react";
import {
  CheckboxField,
  DateTimeField,
  MultiSelectField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
} from "../../../ui";
import { timeZones } from "../../../i18n/time-zones";
import { useKinds, type Choice } from "../kinds";
import type { JsonSchema, JsonValue, Settings } from "../model/definition";
import { isNullable, resolved, valueSchema } from "../model/definition";
import { isEdgeName } from "../model/edges";
import { plainSettings, REFERENCES } from "../model/editing";
import { plainWords, useWords } from "../words";
import { ConditionsField, readConditions } from "./conditions-field";
import { WaysField } from "./ways-field";

/** Names of the steps of a kind, for settings that refer to another step. */
export type StepsOfKind = (kind: string) => readonly Choice[];

interface FormProps {
  readonly schema: JsonSchema;
  readonly value: Settings;
  /** `about` names the field, so that keystrokes in it are undone together. */
  readonly onChange: (next: Settings, about: string) => void;
  readonly errors?: Readonly<Record<string, string>>;
  readonly stepsOfKind?: StepsOfKind;
  /** Settings that have a place of their own elsewhere. */
  readonly without?: readonly string[];
}

export interface FieldProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  readonly value: JsonValue | undefined;
  readonly onChange: (next: JsonValue, about?: string) => void;
  readonly error: string | undefined;
  readonly stepsOfKind: StepsOfKind;
}

const LONG_TEXTS: readonly string[] = ["text"];
const TIME_ZONES: readonly Choice[] = timeZones().map((value) => ({ value, label: value }));
const NOBODY: StepsOfKind = () => [];
const MESSAGE_CHANNELS: readonly string[] = ["email", "email_anymail", "onsite"];

/** What stands in a list for nothing: the empty text means that nothing was chosen yet. */
const NONE = ":none";

function chosenValue(chosen: string, schema: JsonSchema, isNone: boolean): JsonValue {
  if (chosen === NONE) {
    return isNone ? null : "";
  }
  return schema.type === "integer" ? Number(chosen) : chosen;
}

function asText(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function asList(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map((one) => asText(one)) : [];
}

function withPresent(options: readonly Choice[], values: readonly string[]): Choice[] {
  const missing = values.filter((value) => value !== "" && !options.some((one) => one.value === value));
  return [...options, ...missing.map((value) => ({ value, label: value }))];
}

type Options = readonly Choice[] | null;

/** Choices for a setting by its name; null where anything can be written. */
function useOptions(stepsOfKind: StepsOfKind): (name: string, schema: JsonSchema, isRequired: boolean) => Options {
  const { choices, options } = useKinds();
  const { say, known } = useWords();
  const ofValues = (values: readonly JsonValue[]): Options =>
    values.map(asText).map((value) => ({ value, label: known(`journeys.value.${value}`, plainWords(value)) }));
  const byName = (name: string, schema: JsonSchema, none: readonly Choice[]): Options => {
    const found: Readonly<Record<string, readonly Choice[]>> = {
      template: choices.templates,
      program: [...none, ...choices.programs],
      voucher: choices.vouchers,
      owner: choices.staff,
      segment: [{ value: "0", label: say("journeys.anySegment") }, ...choices.segments],
      event: options("fact"),
      values: options("attribute"),
      zone: TIME_ZONES,
      shop_channel: [...none, ...choices.shopChannels],
      channel: [...none, ...choices.shopChannels],
      channels:
        schema.items?.pattern === undefined
          ? choices.shopChannels
          : MESSAGE_CHANNELS.map((value) => ({ value, label: say(`journeys.medium.${value}`) })),
    };
    return found[name] ?? null;
  };
  return (name, schema, isRequired) => {
    const none: Choice[] = isRequired ? [] : [{ value: "", label: say("journeys.none") }];
    const wanted = REFERENCES[name];
    if (wanted !== undefined) {
      return schema.type === "array" ? stepsOfKind(wanted) : [...none, ...stepsOfKind(wanted)];
    }
    const values = schema.enum ?? schema.items?.enum;
    return values === undefined ? byName(name, schema, none) : ofValues(values);
  };
}

function ListOfTexts({ label, help, value, onChange, error }: {
  label: string;
  help: string;
  value: string[];
  onChange: (next: string[]) => void;
  error: string | undefined;
}) {
  return (
    <TextField
      label={label}
      help={help}
      value={value.join(", ")}
      error={error}
      onChange={(text) => {
        // Kept while it is typed: an empty piece behind a comma is dropped only between two others.
        const pieces = text.split(",").map((one, place) => (place === 0 ? one : one.trimStart()));
        onChange(text === "" ? [] : pieces);
      }}
    />
  );
}

function isPlainObject(value: JsonValue | undefined): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ObjectField({ name, schema, root, value, onChange, stepsOfKind, error }: FieldProps) {
  const { say, known } = useWords();
  const form = valueSchema(schema, root);
  const label = known(`journeys.setting.${name}`, plainWords(name));
  const inside = isPlainObject(value) ? value : null;
  const mayBeNone = isNullable(resolved(schema, root));
  return (
    <fieldset className="crm-journeys-fieldset">
      <legend>{label}</legend>
      {error !== undefined && <p role="alert">{error}</p>}
      {mayBeNone && (
        <CheckboxField
          label={say("journeys.use", { what: label })}
          value={inside !== null}
          onChange={(isUsed) => {
            onChange(isUsed ? plainSettings(form, root) : null);
          }}
        />
      )}
      {(inside !== null || !mayBeNone) && (
        <SchemaForm
          schema={{ ...form, $defs: root.$defs ?? {} }}
          value={inside ?? {}}
          onChange={onChange}
          stepsOfKind={stepsOfKind}
        />
      )}
    </fieldset>
  );
}

interface KnownProps extends FieldProps {
  readonly label: string;
  readonly current: JsonValue;
  /** The form of values other than null. */
  readonly form: JsonSchema;
  readonly isRequired: boolean;
  readonly options: Options;
}

function ListField({ name, label, current, form, options, error, onChange }: KnownProps) {
  const { say } = useWords();
  const list = asList(current);
  if (options !== null) {
    return (
      <MultiSelectField
        label={label}
        values={list}
        options={withPresent(options, list)}
        error={error}
        onChange={(next) => {
          onChange(next);
        }}
      />
    );
  }
  const isNumbers = form.items?.type === "integer";
  return (
    <ListOfTexts
      label={label}
      help={say("journeys.byCommas")}
      value={list}
      error={error}
      onChange={(next) => {
        onChange(isNumbers ? next.map(Number).filter((one) => one > 0) : next, name);
      }}
    />
  );
}

function ChoiceField({ label, current, form, schema, options, isRequired, error, onChange }: KnownProps) {
  const { say } = useWords();
  const text = asText(current);
  return (
    <SelectField
      label={label}
      value={text === "" && !isRequired ? NONE : text}
      options={withPresent(options ?? [], [text]).map((one) => (one.value === "" ? { ...one, value: NONE } : one))}
      {...(isRequired ? { placeholder: say("journeys.choose") } : {})}
      error={error}
      onChange={(next) => {
        onChange(chosenValue(next, form, isNullable(schema)));
      }}
    />
  );
}

function QuantityField({ name, label, current, form, error, onChange }: KnownProps) {
  return (
    <NumberField
      label={label}
      value={typeof current === "number" ? current : null}
      {...(form.minimum === undefined ? {} : { min: form.minimum })}
      {...(form.maximum === undefined ? {} : { max: form.maximum })}
      {...(form.type === "number" ? { step: "any" as const } : {})}
      error={error}
      onChange={(next) => {
        onChange(next, name);
      }}
    />
  );
}

function YesNoField({ label, current, onChange }: KnownProps) {
  return (
    <CheckboxField
      label={label}
      value={current === true}
      onChange={(next) => {
        onChange(next);
      }}
    />
  );
}

function MomentField({ label, current, error, onChange }: KnownProps) {
  return (
    <DateTimeField
      label={label}
      value={typeof current === "string" ? current : null}
      error={error}
      onChange={(next) => {
        onChange(next);
      }}
    />
  );
}

function WordsField({ name, label, current, form, error, onChange }: KnownProps) {
  const Text = LONG_TEXTS.includes(name) ? TextArea : TextField;
  return (
    <Text
      label={label}
      value={form.format === "time" ? asText(current).slice(0, 5) : asText(current)}
      error={error}
      onChange={(next: string) => {
        onChange(next, name);
      }}
    />
  );
}

function ConditionsSetting({ current, error, stepsOfKind, onChange }: KnownProps) {
  return (
    <ConditionsField
      value={readConditions(current)}
      error={error}
      stepsOfKind={stepsOfKind}
      onChange={(next, about) => {
        onChange(next as unknown as JsonValue, about);
      }}
    />
  );
}

const BY_NAME: Readonly<Record<string, ComponentType<KnownProps>>> = {
  conditions: ConditionsSetting,
  ways: WaysField,
};
const BY_TYPE: Readonly<Record<string, ComponentType<KnownProps>>> = {
  object: ObjectField,
  array: ListField,
  integer: QuantityField,
  number: QuantityField,
  boolean: YesNoField,
};

function componentFor(name: string, form: JsonSchema, options: Options): ComponentType<KnownProps> {
  const own = BY_NAME[name];
  if (own !== undefined) {
    return own;
  }
  if (options !== null && form.type !== "array") {
    return ChoiceField;
  }
  return BY_TYPE[form.type ?? ""] ?? (form.format === "date-time" ? MomentField : WordsField);
}

function Field(props: FieldProps & { readonly isRequired: boolean }) {
  const { name, root, value, stepsOfKind, isRequired } = props;
  const { known } = useWords();
  const form = valueSchema(props.schema, root);
  const options = useOptions(stepsOfKind)(name, form, isRequired);
  const Known = componentFor(name, form, options);
  return (
    <Known
      {...props}
      form={form}
      options={options}
      label={known(`journeys.setting.${name}`, form.title ?? plainWords(name))}
      current={value ?? form.default ?? null}
    />
  );
}

export function SchemaForm({
  schema,
  value,
  onChange,
  errors = {},
  stepsOfKind = NOBODY,
  without = [],
}: FormProps): ReactNode {
  const form = resolved(schema, schema);
  const names = Object.keys(form.properties ?? {}).filter(
    (name) => !isEdgeName(name) && !without.includes(name),
  );
  return names.map((name) => (
    <Field
      key={name}
      name={name}
      schema={form.properties?.[name] ?? {}}
      root={schema}
      value={value[name]}
      isRequired={form.required?.includes(name) ?? false}
      error={errors[name]}
      stepsOfKind={stepsOfKind}
      onChange={(next, about = "") => {
        onChange({ ...value, [name]: next }, about === "" ? "" : `${name}/${about}`);
      }}
    />
  ));
}

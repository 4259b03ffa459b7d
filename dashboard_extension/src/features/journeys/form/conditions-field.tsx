/** Conditions on what is known about a person: all of them must hold. */

import { NumberField, SelectField, TextField } from "../../../ui";
import { useKinds } from "../kinds";
import {
  argumentOf,
  attributeOf,
  conditionOn,
  operatorsOf,
  partsOf,
  valueForm,
  withOperator,
  WITHOUT_VALUE,
} from "../model/conditions";
import type { Condition, JsonValue, Kind } from "../model/definition";
import { plainWords, useWords } from "../words";
import type { StepsOfKind } from "./schema-form";

const MOST = 10;

export function readConditions(value: JsonValue): readonly Condition[] {
  return Array.isArray(value) ? (value as unknown as Condition[]) : [];
}

function isText(value: JsonValue): value is string {
  return typeof value === "string";
}

interface RowProps {
  readonly condition: Condition;
  readonly onChange: (next: Condition, about?: string) => void;
  readonly stepsOfKind: StepsOfKind;
}

function ValueField({ condition, kind, onChange }: Omit<RowProps, "stepsOfKind"> & { kind: Kind | undefined }) {
  const { say, known } = useWords();
  const form = valueForm(kind);
  const label = say("journeys.condition.value");
  if (WITHOUT_VALUE.includes(condition.operator)) {
    return null;
  }
  if (form.type === "boolean") {
    return (
      <SelectField
        label={label}
        value={String(condition.value === true)}
        options={["true", "false"].map((value) => ({ value, label: say(`journeys.value.${value}`) }))}
        onChange={(next) => {
          onChange({ ...condition, value: next === "true" });
        }}
      />
    );
  }
  if (form.type === "number") {
    return (
      <NumberField
        label={label}
        value={typeof condition.value === "number" ? condition.value : null}
        onChange={(next) => {
          onChange({ ...condition, value: next }, "value");
        }}
      />
    );
  }
  const text = typeof condition.value === "string" ? condition.value : "";
  if (form.enum !== undefined) {
    return (
      <SelectField
        label={label}
        value={text}
        options={form.enum.filter(isText).map((value) => ({
          value,
          label: known(`journeys.value.${value}`, plainWords(value)),
        }))}
        onChange={(next) => {
          onChange({ ...condition, value: next });
        }}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={text}
      onChange={(next) => {
        onChange({ ...condition, value: next }, "value");
      }}
    />
  );
}

const PURPOSES = ["marketing", "profiling", "transactional", "third_party"] as const;

function ArgumentField({ condition, kind, onChange, stepsOfKind }: RowProps & { kind: Kind | undefined }) {
  const { choices } = useKinds();
  const { say, known } = useWords();
  const wanted = argumentOf(kind);
  const { code, argument } = partsOf(condition.attribute);
  if (wanted === "") {
    return null;
  }
  const label = known(`journeys.argument.${wanted}`, wanted);
  const options =
    wanted === "the code of a program"
      ? choices.programs
      : wanted === "a purpose"
        ? PURPOSES.map((value) => ({ value, label: say(`journeys.value.${value}`) }))
        : wanted === "a step"
          ? stepsOfKind("send_message")
          : null;
  const change = (next: string) => {
    onChange({ ...condition, attribute: attributeOf({ code, argument: next }) }, "argument");
  };
  if (options === null) {
    return <TextField label={label} value={argument} onChange={change} />;
  }
  const isKnown = argument === "" || options.some((one) => one.value === argument);
  return (
    <SelectField
      label={label}
      value={argument}
      placeholder={say("journeys.choose")}
      options={isKnown ? options : [{ value: argument, label: argument }, ...options]}
      onChange={change}
    />
  );
}

function Row({ condition, onChange, stepsOfKind }: RowProps) {
  const { find, options, label } = useKinds();
  const { say, known } = useWords();
  const { code } = partsOf(condition.attribute);
  const kind = find("attribute", code);
  const attributes = options("attribute");
  return (
    <>
      <SelectField
        label={say("journeys.condition.attribute")}
        value={code}
        options={kind === undefined ? [{ value: code, label: label("attribute", code) }, ...attributes] : [...attributes]}
        onChange={(next) => {
          const chosen = find("attribute", next);
          if (chosen !== undefined) {
            onChange(conditionOn(chosen));
          }
        }}
      />
      <ArgumentField condition={condition} kind={kind} onChange={onChange} stepsOfKind={stepsOfKind} />
      <SelectField
        label={say("journeys.condition.operator")}
        value={condition.operator}
        options={operatorsOf(kind).map((value) => ({
          value,
          label: known(`journeys.operator.${value}`, plainWords(value)),
        }))}
        onChange={(next) => {
          onChange(withOperator(condition, next, kind));
        }}
      />
      <ValueField condition={condition} kind={kind} onChange={onChange} />
    </>
  );
}

export function ConditionsField({
  value,
  onChange,
  error,
  stepsOfKind,
  legend,
}: {
  readonly value: readonly Condition[];
  readonly onChange: (next: readonly Condition[], about?: string) => void;
  readonly error?: string | undefined;
  readonly stepsOfKind: StepsOfKind;
  readonly legend?: string;
}) {
  const { of } = useKinds();
  const { say } = useWords();
  const [first] = of("attribute").filter((kind) => kind.code === "orders");
  const begin = first ?? of("attribute")[0];
  return (
    <fieldset className="crm-journeys-fieldset">
      <legend>{legend ?? say("journeys.setting.conditions")}</legend>
      {error !== undefined && <p role="alert">{error}</p>}
      {value.map((condition, place) => (
        <div
          className="crm-journeys-row"
          role="group"
          aria-label={say("journeys.condition.number", { number: place + 1 })}
          key={place}
        >
          <Row
            condition={condition}
            stepsOfKind={stepsOfKind}
            onChange={(next, about) => {
              onChange(
                value.map((one, other) => (other === place ? next : one)),
                about === undefined ? undefined : `${String(place)} ${about}`,
              );
            }}
          />
          <button
            type="button"
            className="crm-journeys-quiet"
            onClick={() => {
              onChange(value.filter((_, other) => other !== place));
            }}
          >
            {say("journeys.condition.remove", { number: place + 1 })}
          </button>
        </div>
      ))}
      {value.length < MOST && begin !== undefined && (
        <button
          type="button"
          className="crm-journeys-quiet"
          onClick={() => {
            onChange([...value, conditionOn(begin)]);
          }}
        >
          {say("journeys.condition.add")}
        </button>
      )}
    </fieldset>
  );
}

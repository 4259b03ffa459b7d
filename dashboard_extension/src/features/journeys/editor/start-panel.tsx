/** What begins the journey, who comes in, how often, what it is for, and when it is left early. */

import {
  Button,
  CheckboxField,
  MultiSelectField,
  NumberField,
  Section,
  SelectField,
  TextField,
} from "../../../ui";
import { ConditionsField } from "../form/conditions-field";
import { SchemaForm } from "../form/schema-form";
import { useKinds } from "../kinds";
import type { Definition, FactMatch } from "../model/definition";
import { plainSettings } from "../model/editing";
import { BEGINNING, byField } from "../model/problems";
import { useWords } from "../words";
import type { EditorParts } from "./context";

const PURPOSES = ["marketing", "transactional"] as const;
const RE_ENTRY = ["after_exit", "never", "after_days", "per_key"] as const;
const MOST_EVENTS = 10;

type Change = (next: Partial<Definition>, about?: string) => void;

function FactsField({ legend, value, onChange, error }: {
  readonly legend: string;
  readonly value: readonly FactMatch[];
  readonly onChange: (next: readonly FactMatch[]) => void;
  readonly error?: string | undefined;
}) {
  const { options } = useKinds();
  const { say } = useWords();
  const facts = [...options("fact")];
  const put = (place: number, match: FactMatch) => {
    onChange(value.map((one, other) => (other === place ? match : one)));
  };
  return (
    <fieldset className="crm-journeys-fieldset">
      <legend>{legend}</legend>
      {error !== undefined && <p role="alert">{error}</p>}
      {value.map((match, place) => (
        <div className="crm-journeys-row" role="group" aria-label={`${legend} ${String(place + 1)}`} key={place}>
          <SelectField
            label={say("journeys.setting.event")}
            value={match.event}
            options={facts.some((one) => one.value === match.event) ? facts : [{ value: match.event, label: match.event }, ...facts]}
            onChange={(event) => {
              put(place, { ...match, event });
            }}
          />
          <CheckboxField
            label={say("journeys.setting.same_subject")}
            value={match.same_subject === true}
            onChange={(isSame) => {
              put(place, { ...match, same_subject: isSame });
            }}
          />
          <Button
            onClick={() => {
              onChange(value.filter((_, other) => other !== place));
            }}
          >
            {say("journeys.removeFact", { number: place + 1 })}
          </Button>
        </div>
      ))}
      {value.length < MOST_EVENTS && (
        <Button
          onClick={() => {
            onChange([...value, { event: facts[0]?.value ?? "order.placed" }]);
          }}
        >
          {say("journeys.addFact", { to: legend })}
        </Button>
      )}
    </fieldset>
  );
}

function GoalFields({ definition, set, error }: {
  readonly definition: Definition;
  readonly set: Change;
  readonly error: string | undefined;
}) {
  const { say } = useWords();
  const goal = definition.goal ?? null;
  return (
    <>
      <FactsField
        legend={say("journeys.goal")}
        value={goal?.events ?? []}
        error={error}
        onChange={(events) => {
          set({ goal: events.length === 0 ? null : { ...goal, events } });
        }}
      />
      {goal !== null && (
        <>
          <NumberField
            label={say("journeys.goalDays")}
            value={goal.within_days ?? 7}
            min={1}
            max={365}
            onChange={(days) => {
              set({ goal: { ...goal, within_days: days ?? 7 } }, "goal days");
            }}
          />
          <CheckboxField
            label={say("journeys.goalStays")}
            value={goal.stays === true}
            onChange={(stays) => {
              set({ goal: { ...goal, stays } });
            }}
          />
        </>
      )}
    </>
  );
}

function ReEntryFields({ definition, set, error }: {
  readonly definition: Definition;
  readonly set: Change;
  readonly error: string | undefined;
}) {
  const { say } = useWords();
  const rule = definition.re_entry?.rule ?? "after_exit";
  return (
    <>
      <SelectField
        label={say("journeys.reEntry")}
        value={rule}
        options={RE_ENTRY.map((value) => ({ value, label: say(`journeys.reEntry.${value}`) }))}
        error={error}
        onChange={(next) => {
          set({ re_entry: next === "after_days" ? { rule: next, days: 30 } : { rule: next } });
        }}
      />
      {rule === "after_days" && (
        <NumberField
          label={say("journeys.reEntryDays")}
          value={definition.re_entry?.days ?? 30}
          min={1}
          max={3650}
          onChange={(days) => {
            set({ re_entry: { rule, days: days ?? 1 } }, "re-entry days");
          }}
        />
      )}
    </>
  );
}

interface PartProps {
  readonly definition: Definition;
  readonly set: Change;
  readonly errors: Readonly<Record<string, string>>;
}

function TriggerFields({ definition, set, errors }: PartProps) {
  const { find, options } = useKinds();
  const { say } = useWords();
  const { kind, ...settings } = definition.trigger;
  const schema = find("trigger", kind)?.settingsSchema ?? null;
  return (
    <>
      <SelectField
        label={say("journeys.trigger")}
        value={kind}
        options={options("trigger")}
        error={errors["kind"]}
        onChange={(next) => {
          const form = find("trigger", next)?.settingsSchema ?? null;
          set({ trigger: { ...(form === null ? {} : plainSettings(form)), kind: next } });
        }}
      />
      {schema !== null && (
        <SchemaForm
          schema={schema}
          value={settings}
          errors={errors}
          onChange={(next, about) => {
            set({ trigger: { ...next, kind } }, about === "" ? "" : `trigger/${about}`);
          }}
        />
      )}
    </>
  );
}

function ExitFields({ definition, set, errors }: PartProps) {
  const { options } = useKinds();
  const { say } = useWords();
  const exits = definition.exits ?? {};
  return (
    <>
      <FactsField
        legend={say("journeys.exits")}
        value={exits.events ?? []}
        error={errors["exits"]}
        onChange={(events) => {
          set({ exits: { ...exits, events } });
        }}
      />
      <MultiSelectField
        label={say("journeys.guards")}
        values={exits.guards ?? []}
        options={options("guard")}
        onChange={(guards) => {
          set({ exits: { ...exits, guards } });
        }}
      />
    </>
  );
}

const NUMBERS = [
  { name: "ends_after_days", least: 1, most: 730, plain: 90 },
  { name: "freshness_hours", least: 1, most: 744, plain: 24 },
  { name: "priority", least: 0, most: 100, plain: 50 },
] as const;

function LimitFields({ definition, set, errors }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <NumberField
        label={say("journeys.holdout")}
        help={say("journeys.holdoutHelp")}
        value={(definition.holdout_basis_points ?? 0) / 100}
        min={0}
        max={50}
        step="any"
        unit="%"
        error={errors["holdout_basis_points"]}
        onChange={(percent) => {
          set({ holdout_basis_points: Math.round((percent ?? 0) * 100) }, "holdout");
        }}
      />
      {NUMBERS.map(({ name, least, most, plain }) => (
        <NumberField
          key={name}
          label={say(`journeys.${name}`)}
          help={say(`journeys.${name}.help`)}
          value={definition[name] ?? plain}
          min={least}
          max={most}
          error={errors[name]}
          onChange={(value) => {
            set({ [name]: value ?? plain }, name);
          }}
        />
      ))}
      <TextField
        label={say("journeys.group")}
        help={say("journeys.groupHelp")}
        value={definition.group ?? ""}
        error={errors["group"]}
        onChange={(group) => {
          set({ group }, "group");
        }}
      />
    </>
  );
}

function noSteps(): readonly [] {
  return [];
}

export function StartPanel({ parts }: { readonly parts: EditorParts }) {
  const { definition, change, problems } = parts;
  const { say } = useWords();
  const errors = byField(problems, BEGINNING);
  const set: Change = (next, about) => {
    change({ ...definition, ...next }, about);
  };
  const given: PartProps = { definition, set, errors };
  return (
    <Section title={say("journeys.beginning")}>
      <TriggerFields {...given} />
      <SelectField
        label={say("journeys.purpose")}
        help={say("journeys.purposeHelp")}
        value={definition.purpose ?? "marketing"}
        options={PURPOSES.map((value) => ({ value, label: say(`journeys.value.${value}`) }))}
        error={errors["purpose"]}
        onChange={(purpose) => {
          set({ purpose });
        }}
      />
      <ConditionsField
        legend={say("journeys.entry")}
        value={definition.entry ?? []}
        error={errors["entry"]}
        stepsOfKind={noSteps}
        onChange={(entry, about) => {
          set({ entry }, about === undefined ? undefined : `entry/${about}`);
        }}
      />
      <ReEntryFields definition={definition} set={set} error={errors["re_entry"]} />
      <GoalFields definition={definition} set={set} error={errors["goal"]} />
      <ExitFields {...given} />
      <LimitFields {...given} />
    </Section>
  );
}

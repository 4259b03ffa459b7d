/** The settings of the step that is open, and where its ways lead. */

import { useState } from "react";
import { Button, Section, SelectField, TextField } from "../../../ui";
import { SchemaForm } from "../form/schema-form";
import { useKinds } from "../kinds";
import type { Kinded } from "../model/definition";
import { edgesOf, readingOrder, withEdge } from "../model/edges";
import { renameStep, STEP_NAME, withStep } from "../model/editing";
import { byField } from "../model/problems";
import { useWords } from "../words";
import type { EditorParts } from "./context";
import { useStepWords } from "./use-step-words";

function NameField({ name, parts }: { readonly name: string; readonly parts: EditorParts }) {
  const { definition, change, select } = parts;
  const { say } = useWords();
  const [text, setText] = useState(name);
  const isOther = text !== name;
  const isTaken = isOther && text in definition.steps;
  const fault = STEP_NAME.test(text) ? (isTaken ? "journeys.nameTaken" : null) : "journeys.nameMalformed";
  return (
    <form
      className="crm-journeys-row"
      onSubmit={(event) => {
        event.preventDefault();
        change(renameStep(definition, name, text));
        select(text);
      }}
    >
      <TextField
        label={say("journeys.stepName")}
        help={say("journeys.stepNameHelp")}
        value={text}
        maxLength={64}
        error={fault === null ? undefined : say(fault)}
        onChange={setText}
      />
      {isOther && (
        <Button type="submit" disabled={fault !== null}>
          {say("journeys.rename")}
        </Button>
      )}
    </form>
  );
}

export function StepPanel({ name, parts }: { readonly name: string; readonly parts: EditorParts }) {
  const { definition, change, problems } = parts;
  const { find, label } = useKinds();
  const { say } = useWords();
  const { way, summary } = useStepWords();
  const step = definition.steps[name];
  if (step === undefined) {
    return null;
  }
  const schema = find("step", step.kind)?.settingsSchema;
  const { kind, ...settings } = step;
  const errors = byField(problems, name);
  const named = (other: string, one: Kinded | undefined) => {
    const words = one === undefined ? "" : summary(one) || label("step", one.kind);
    return words === "" ? other : `${other} (${words})`;
  };
  const stepsOfKind = (wanted: string) =>
    readingOrder(definition)
      .filter((other) => definition.steps[other]?.kind === wanted)
      .map((other) => ({ value: other, label: named(other, definition.steps[other]) }));
  const targets = readingOrder(definition).map((other) => ({
    value: other,
    label: named(other, definition.steps[other]),
  }));
  return (
    <Section title={label("step", kind)}>
      {errors[""] !== undefined && <p role="alert">{errors[""]}</p>}
      <NameField key={name} name={name} parts={parts} />
      {schema === undefined || schema === null ? (
        <p>{say("journeys.unknownKind", { kind })}</p>
      ) : (
        <SchemaForm
          schema={schema}
          value={settings}
          errors={errors}
          stepsOfKind={stepsOfKind}
          onChange={(next, about) => {
            change(
              withStep(definition, name, { ...next, kind }),
              about === "" ? "" : `${name}/${about}`,
            );
          }}
        />
      )}
      {edgesOf(step).map((edge) => (
        <SelectField
          key={edge.field}
          label={say("journeys.leadsTo", { way: way(step, edge.field) })}
          value={edge.target}
          options={targets}
          error={errors[edge.field]}
          onChange={(target) => {
            change(withStep(definition, name, withEdge(step, edge.field, target)));
          }}
        />
      ))}
    </Section>
  );
}

/** What the campaign is called, how often it happens, what it is for, and how it is measured. */
import { useIntl } from "react-intl";

import { NumberField, Section, SelectField, TextField } from "../../../ui";
import { emptyDraft, type Kind, KINDS, timePartsOf } from "../definition";
import { wordOf } from "../words";
import type { StepProps } from "./stepProps";

const WHOLE_PERCENT = 100;

export function GoalStep({ wizard, choices, errors }: StepProps) {
  const intl = useIntl();
  const { draft, change, state } = wizard;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const changeKind = (value: string) => {
    const kind = KINDS.find((one) => one === value) ?? "BROADCAST";
    change({ kind, ...timeOfKind(kind) });
  };
  return (
    <>
      <Section title={word("step.goal")}>
        <TextField
          label={word("name")}
          help={word("name_help")}
          value={draft.name}
          onChange={(name) => {
            change({ name });
          }}
          error={errors["name"]}
          isRequired
        />
        <SelectField
          label={word("kind")}
          help={state.saved ? word("kind_fixed") : wordOf(intl, "kind_help", draft.kind)}
          value={draft.kind}
          onChange={changeKind}
          options={KINDS.map((value) => ({ value, label: wordOf(intl, "kind", value) }))}
          error={errors["kind"]}
          isDisabled={state.saved !== null}
        />
        <SelectField
          label={word("purpose")}
          help={word("purpose_help")}
          value={draft.purpose}
          onChange={(purpose) => {
            change({ purpose });
          }}
          options={choices.purposes.map((one) => ({
            value: one.code,
            label: wordOf(intl, "purpose", one.code),
          }))}
          error={errors["definition.content.purpose"]}
        />
      </Section>
      <Section title={word("measuring")}>
        <NumberField
          label={word("holdout")}
          help={word("holdout_help")}
          value={draft.holdoutBasisPoints === null ? null : draft.holdoutBasisPoints / WHOLE_PERCENT}
          onChange={(percent) => {
            change({ holdoutBasisPoints: percent === null ? null : Math.round(percent * WHOLE_PERCENT) });
          }}
          min={0}
          max={50}
          error={errors["definition.holdout_basis_points"]}
        />
        <NumberField
          label={word("window_days")}
          help={word("window_days_help")}
          value={draft.windowDays}
          onChange={(windowDays) => {
            change({ windowDays });
          }}
          min={1}
          max={90}
          error={errors["definition.attribution.window_days"]}
        />
        <SelectField
          label={word("touch")}
          value={draft.touch}
          onChange={(touch) => {
            change({ touch });
          }}
          options={["clicked", "sent"].map((value) => ({ value, label: wordOf(intl, "touch", value) }))}
          error={errors["definition.attribution.touch"]}
        />
        <SelectField
          label={word("model")}
          value={draft.model}
          onChange={(model) => {
            change({ model });
          }}
          options={["last", "first", "even"].map((value) => ({ value, label: wordOf(intl, "model", value) }))}
          error={errors["definition.attribution.model"]}
        />
      </Section>
      <Section title={word("limits")}>
        <NumberField
          label={word("limit_unsubscribe")}
          help={word("limits_help")}
          value={draft.unsubscribeBasisPoints === null ? null : draft.unsubscribeBasisPoints / WHOLE_PERCENT}
          onChange={(percent) => {
            change({ unsubscribeBasisPoints: percent === null ? null : Math.round(percent * WHOLE_PERCENT) });
          }}
          error={errors["definition.limits.unsubscribe_basis_points"]}
        />
        <NumberField
          label={word("limit_complaint")}
          value={draft.complaintBasisPoints === null ? null : draft.complaintBasisPoints / WHOLE_PERCENT}
          onChange={(percent) => {
            change({ complaintBasisPoints: percent === null ? null : Math.round(percent * WHOLE_PERCENT) });
          }}
          error={errors["definition.limits.complaint_basis_points"]}
        />
        <NumberField
          label={word("limit_minimum")}
          value={draft.minimum}
          onChange={(minimum) => {
            change({ minimum });
          }}
          error={errors["definition.limits.minimum"]}
        />
      </Section>
    </>
  );
}

/** Another kind has another time: a mode that it knows, and days that it can come again. */
function timeOfKind(kind: Kind) {
  const { mode, repeat, localTime } = emptyDraft(kind);
  return timePartsOf(kind, mode).has("repeat") ? { mode, repeat, localTime } : { mode };
}

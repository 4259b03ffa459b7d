/** What a condition compares with: the control that fits the field and its operator. */
import { useIntl } from "react-intl";
import { DateField, MultiSelectField, NumberField, SelectField, Stack, TextField } from "../../../ui";
import { ChoicePicker } from "./choice-picker";
import { shapeOf, type Field } from "./fields";
import { asTexts } from "./setting-field";
import type { Condition, Json } from "./tree";
import { choiceLabel } from "./words";

interface ValueFieldProps {
  readonly field: Field;
  readonly condition: Condition;
  readonly onChange: (value: Json) => void;
  readonly error?: string | undefined;
}

/** These say what a field is narrowed to; its value is free. */
const OF_THE_SCOPE = ["attribute", "segment", "entry_type"];
const LONGEST_TEXT = 200;

export function ValueField(props: ValueFieldProps) {
  const { field, condition } = props;
  switch (shapeOf(field, condition.operator)) {
    case "nothing":
      return null;
    case "days":
      return <Days {...props} />;
    case "date":
      return <Moment {...props} />;
    case "pair":
      return <Pair {...props} />;
    case "many":
      return <Several {...props} />;
    default:
      return <One {...props} />;
  }
}

function Days({ condition, onChange, error }: ValueFieldProps) {
  const intl = useIntl();
  return (
    <NumberField
      label={intl.formatMessage({ id: "segments.value.days" })}
      value={asNumber(condition.value)}
      onChange={onChange}
      min={0}
      error={error}
    />
  );
}

function Moment({ condition, onChange, error }: ValueFieldProps) {
  const intl = useIntl();
  const text = typeof condition.value === "string" ? condition.value.slice(0, 10) : "";
  return (
    <DateField
      label={intl.formatMessage({ id: "segments.value.date" })}
      value={text}
      onChange={onChange}
      error={error}
    />
  );
}

function Pair({ condition, onChange, error }: ValueFieldProps) {
  const intl = useIntl();
  const [least, most] = Array.isArray(condition.value) ? (condition.value as readonly Json[]) : [];
  return (
    <Stack isRow>
      <NumberField
        label={intl.formatMessage({ id: "segments.value.least" })}
        step="any"
        value={asNumber(least)}
        onChange={(value) => {
          onChange([value, most ?? null]);
        }}
        error={error}
      />
      <NumberField
        label={intl.formatMessage({ id: "segments.value.most" })}
        step="any"
        value={asNumber(most)}
        onChange={(value) => {
          onChange([least ?? null, value]);
        }}
      />
    </Stack>
  );
}

function Several({ field, condition, onChange, error }: ValueFieldProps) {
  const intl = useIntl();
  const label = intl.formatMessage({ id: "segments.value.many" });
  if (field.choices.length > 0) {
    const options = field.choices.map(({ value }) => ({ value, label: choiceLabel(field, value, intl) }));
    return (
      <MultiSelectField label={label} values={asTexts(condition.value)} onChange={onChange} options={options} error={error} />
    );
  }
  return (
    <ChoicePicker
      label={label}
      source={sourceOf(field)}
      isMany
      values={asTexts(condition.value)}
      onChange={(values) => {
        onChange(field.kind === "IDS" ? values.map(Number) : values);
      }}
      error={error}
    />
  );
}

function One({ field, condition, onChange, error }: ValueFieldProps) {
  const intl = useIntl();
  const common = { label: intl.formatMessage({ id: "segments.value.one" }), error };
  if (field.kind === "YES_NO") {
    const options = (["true", "false"] as const).map((value) => ({
      value,
      label: intl.formatMessage({ id: value === "true" ? "segments.yes" : "segments.no" }),
    }));
    return (
      <SelectField
        {...common}
        value={condition.value === false ? "false" : "true"}
        onChange={(value) => {
          onChange(value === "true");
        }}
        options={options}
      />
    );
  }
  if (field.kind === "NUMBER") {
    return (
      <NumberField
        {...common}
        step="any"
        value={asNumber(condition.value)}
        onChange={onChange}
        {...(field.unit === "" ? {} : { unit: field.unit === "%" ? "%" : undefined })}
      />
    );
  }
  if (field.choices.length > 0) {
    const options = field.choices.map(({ value }) => ({ value, label: choiceLabel(field, value, intl) }));
    return <SelectField {...common} value={asTexts(condition.value)[0] ?? ""} onChange={onChange} options={options} />;
  }
  if (sourceOf(field) !== "" && condition.operator !== "starts_with") {
    return (
      <ChoicePicker
        {...common}
        source={sourceOf(field)}
        isMany={false}
        values={asTexts(condition.value)}
        onChange={(values) => {
          onChange(values[0] ?? "");
        }}
      />
    );
  }
  return (
    <TextField {...common} value={asTexts(condition.value)[0] ?? ""} onChange={onChange} maxLength={LONGEST_TEXT} />
  );
}

function sourceOf(field: Field): string {
  return OF_THE_SCOPE.includes(field.chosenFrom) ? "" : field.chosenFrom;
}

function asNumber(value: Json | undefined): number | null {
  if (value === null || value === undefined || value === "" || Array.isArray(value)) return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

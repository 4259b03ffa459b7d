/** One value that a field is narrowed to, or that a ready-made segment must be told, by its schema. */
import { useIntl } from "react-intl";
import { NumberField, SelectField, TextField } from "../../../ui";
import { ChoicePicker } from "./choice-picker";
import type { Setting } from "./fields";
import type { Json } from "./tree";
import { optionLabel, settingLabel } from "./words";

interface SettingFieldProps {
  readonly setting: Setting;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  readonly error?: string | undefined;
}

/** Stands for no choice; no option of ours is called so. */
const ANY = "-";

export function SettingField({ setting, value, onChange, error }: SettingFieldProps) {
  const intl = useIntl();
  const { name, form, isRequired, isNumeric } = setting;
  const label = settingLabel(name, intl);
  const field = { label, error, isRequired };
  if (form === "number") {
    return (
      <NumberField
        {...field}
        value={typeof value === "number" ? value : null}
        onChange={onChange}
        {...(setting.least === undefined ? {} : { min: setting.least })}
        {...(setting.most === undefined ? {} : { max: setting.most })}
      />
    );
  }
  if (setting.options.length > 0) {
    const options = setting.options.map((one) => ({ value: one, label: optionLabel(name, one, intl) }));
    const anyOption = isRequired ? [] : [{ value: ANY, label: intl.formatMessage({ id: "segments.any" }) }];
    return (
      <SelectField
        {...field}
        value={asText(value) || (isRequired ? "" : ANY)}
        onChange={(chosen) => {
          onChange(chosen === ANY ? null : chosen);
        }}
        options={[...anyOption, ...options]}
      />
    );
  }
  if (form === "text") return <TextField {...field} value={asText(value)} onChange={onChange} />;
  const isMany = form !== "choice";
  return (
    <ChoicePicker
      label={label}
      error={error}
      source={setting.chosenFrom}
      isMany={isMany}
      values={asTexts(value)}
      onChange={(values) => {
        const read = values.map((one) => (isNumeric ? Number(one) : one));
        onChange(isMany ? read : (read[0] ?? null));
      }}
    />
  );
}

function asText(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function asTexts(value: Json | undefined): string[] {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value ?? ""];
  return values.map((one) => asText(one)).filter((one) => one !== "");
}

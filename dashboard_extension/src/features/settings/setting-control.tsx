/** One setting of a channel, drawn by its kind; a secret is never shown, only its end. */
import { FormattedMessage, useIntl } from "react-intl";
import { CheckboxField, NumberField, SelectField, TextArea, TextField } from "../../ui";
import type { SettingField, SettingValue } from "./account-settings";

interface SettingControlProps {
  field: SettingField;
  /** The end of the secret that is stored, which may be empty; null for none. */
  known: string | null;
  onChange: (value: SettingValue) => void;
}

export function SettingControl({ field, known, onChange }: SettingControlProps) {
  const intl = useIntl();
  const labelId = `settings.account.${field.name}`;
  const helpId = `${labelId}.help`;
  const common = {
    // A newer channel may have settings that the pages have no words for: then its own.
    label: labelId in intl.messages ? intl.formatMessage({ id: labelId }) : field.title,
    ...(helpId in intl.messages ? { help: <FormattedMessage id={helpId} /> } : {}),
    isRequired: field.isRequired && known === null,
    onChange,
  };
  switch (field.kind) {
    case "flag":
      return <CheckboxField {...common} value={field.value === true} />;
    case "number":
      return <NumberField {...common} step="any" value={typeof field.value === "number" ? field.value : null} />;
    case "choice":
      return (
        <SelectField
          {...common}
          value={text(field)}
          options={field.choices.map((value) => ({ value, label: value }))}
        />
      );
    case "map":
      return <TextArea {...common} value={text(field)} rows={3} placeholder="name=value" />;
    case "secret":
      return (
        <TextField
          {...common}
          type="password"
          autoComplete="new-password"
          value={text(field)}
          {...(known === null ? {} : { help: <FormattedMessage id="settings.secretKnown" values={{ end: known || "…" }} /> })}
        />
      );
    case "text":
      return <TextField {...common} value={text(field)} />;
  }
}

function text({ value }: SettingField): string {
  return typeof value === "string" ? value : "";
}

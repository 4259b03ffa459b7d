/** One question: which field, how it is compared, with what, of what, and within how many days. */
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Field as Labeled, NumberField, SelectField } from "../../../ui";
import { askField, fittingValue, setIn, settingsOf, shapeOf, type Field, type Fields } from "./fields";
import { SettingField } from "./setting-field";
import type { Condition } from "./tree";
import { ValueField } from "./value-field";
import { fieldLabel, groupLabel, operatorLabel } from "./words";

interface ConditionRowProps {
  readonly fields: Fields;
  readonly condition: Condition;
  readonly error: string | undefined;
  readonly onChange: (condition: Condition) => void;
}

export function ConditionRow({ fields, condition, error, onChange }: ConditionRowProps) {
  const field = fields.get(condition.field);
  return (
    <>
      <div className="crm-rule__question">
        <FieldSelect
          fields={fields}
          condition={condition}
          error={field === undefined ? error : undefined}
          onChange={onChange}
        />
        {field !== undefined && <Asked field={field} condition={condition} error={error} onChange={onChange} />}
      </div>
      {field !== undefined && <Narrowed field={field} condition={condition} onChange={onChange} />}
    </>
  );
}

function FieldSelect({ fields, condition, error, onChange }: ConditionRowProps) {
  const intl = useIntl();
  const groups = useMemo(() => {
    const found = new Map<string, Field[]>();
    for (const field of fields.values()) found.set(field.group, [...(found.get(field.group) ?? []), field]);
    return [...found].map(([group, members]) => ({
      label: groupLabel(group, intl),
      options: members
        .map((field) => ({ value: field.code, label: fieldLabel(field, intl) }))
        .sort((one, other) => one.label.localeCompare(other.label, intl.locale)),
    }));
  }, [fields, intl]);
  return (
    <Labeled label={intl.formatMessage({ id: "segments.rule.field" })} error={error}>
      {(control) => (
        <select
          {...control}
          className="crm-input"
          value={condition.field}
          onChange={(event) => {
            const field = fields.get(event.target.value);
            if (field) onChange(askField(condition, field));
          }}
        >
          <option value="" disabled>
            {intl.formatMessage({ id: "segments.rule.chooseField" })}
          </option>
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Labeled>
  );
}

interface OfFieldProps {
  readonly field: Field;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

function Asked({ field, condition, error, onChange }: OfFieldProps & { error: string | undefined }) {
  const intl = useIntl();
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "segments.rule.operator" })}
        value={condition.operator}
        onChange={(operator) => {
          const value = fittingValue(field, operator, condition.value, shapeOf(field, condition.operator));
          onChange({ ...condition, operator, value });
        }}
        options={field.operators.map(({ code }) => ({ value: code, label: operatorLabel(code, intl) }))}
        error={shapeOf(field, condition.operator) === "nothing" ? error : undefined}
      />
      <ValueField
        field={field}
        condition={condition}
        error={error}
        onChange={(value) => {
          onChange({ ...condition, value });
        }}
      />
    </>
  );
}

function Narrowed({ field, condition, onChange }: OfFieldProps) {
  const intl = useIntl();
  const settings = settingsOf(field.scopeSchema);
  if (settings.length === 0 && !field.takesWindow) return null;
  return (
    <div className="crm-rule__scope">
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={condition.of[setting.name] ?? setting.fallback}
          onChange={(value) => {
            onChange({ ...condition, of: setIn(condition.of, setting.name, value) });
          }}
        />
      ))}
      {field.takesWindow && (
        <NumberField
          label={intl.formatMessage({ id: "segments.rule.window" })}
          help={intl.formatMessage({ id: "segments.rule.windowHelp" })}
          value={condition.withinDays}
          onChange={(withinDays) => {
            onChange({ ...condition, withinDays });
          }}
          min={1}
          max={3650}
        />
      )}
    </div>
  );
}

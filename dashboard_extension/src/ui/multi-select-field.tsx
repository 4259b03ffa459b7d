/** Several of many: a list of checkboxes, with a filter when it is long. */
import { useId, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { FieldProps } from "./field";
import type { Option } from "./fields";

export interface MultiSelectFieldProps<Value extends string> extends FieldProps {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  options: readonly Option<Value>[];
}

const MOST_WITHOUT_FILTER = 8;

export function MultiSelectField<Value extends string>({
  label,
  hideLabel = false,
  help,
  error,
  isDisabled = false,
  values,
  onChange,
  options,
}: MultiSelectFieldProps<Value>) {
  const id = useId();
  const intl = useIntl();
  const [filter, setFilter] = useState("");
  const wish = filter.trim().toLocaleLowerCase();
  const shown = options.filter((option) => option.label.toLocaleLowerCase().includes(wish));

  const toggle = (value: Value, isChosen: boolean) => {
    // In the order of the options, so that equal choices are equal values.
    onChange(options.map((each) => each.value).filter((each) => (each === value ? isChosen : values.includes(each))));
  };

  return (
    <fieldset
      className="crm-field crm-choices"
      disabled={isDisabled}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend className={hideLabel ? "crm-hidden" : "crm-field__label"}>
        {label}{" "}
        <span className="crm-field__required">
          <FormattedMessage id="ui.chosen" values={{ count: values.length }} />
        </span>
      </legend>
      {options.length > MOST_WITHOUT_FILTER && (
        <input
          className="crm-input"
          type="search"
          aria-label={intl.formatMessage({ id: "ui.filter" }, { label })}
          placeholder={intl.formatMessage({ id: "ui.filterPlaceholder" })}
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value);
          }}
        />
      )}
      <div className="crm-choices__list">
        {shown.map((option) => (
          <label key={option.value} className="crm-choices__item">
            <input
              type="checkbox"
              className="crm-checkbox"
              checked={values.includes(option.value)}
              disabled={option.isDisabled}
              onChange={(event) => {
                toggle(option.value, event.target.checked);
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
      {help !== undefined && <p className="crm-field__help">{help}</p>}
      {error !== undefined && (
        <p id={`${id}-error`} className="crm-field__error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

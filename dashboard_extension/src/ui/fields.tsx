/** Controlled form fields. Values are plain: texts, numbers, ISO dates. */
import { useState, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { Field, type FieldProps } from "./field";

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password" | "search" | "tel" | "time" | "url";
  placeholder?: string;
  maxLength?: number;
  autoComplete?: string;
}

export function TextField({ value, onChange, type = "text", placeholder, maxLength, autoComplete = "off", ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="crm-input"
          type={type}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          autoComplete={autoComplete}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

export interface NumberFieldProps extends FieldProps {
  /** Null while nothing, or no number, is written. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number | "any";
  /** Written behind the field: `EUR`, `days`. */
  unit?: ReactNode;
}

export function NumberField({ value, onChange, min, max, step = 1, unit, ...field }: NumberFieldProps) {
  // While somebody types, the text is theirs: "1." is not yet a number and must not become "1".
  const [text, setText] = useState<string | null>(null);
  return (
    <Field {...field}>
      {(control) => (
        <div className="crm-row">
          <input
            {...control}
            className="crm-input"
            type="number"
            inputMode={step === 1 ? "numeric" : "decimal"}
            min={min}
            max={max}
            step={step}
            value={text ?? (value === null ? "" : String(value))}
            onChange={(event) => {
              setText(event.target.value);
              const number = event.target.valueAsNumber;
              onChange(Number.isNaN(number) ? null : number);
            }}
            onBlur={() => {
              setText(null);
            }}
          />
          {unit !== undefined && <span className="crm-field__unit">{unit}</span>}
        </div>
      )}
    </Field>
  );
}

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  isDisabled?: boolean;
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  /** `""` while nothing is chosen. */
  value: Value | "";
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
}

export function SelectField<Value extends string>({ value, onChange, options, placeholder, ...field }: SelectFieldProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="crm-input"
          value={value}
          onChange={(event) => {
            onChange(event.target.value as Value);
          }}
        >
          {(placeholder !== undefined || value === "") && (
            <option value="" disabled>
              {placeholder ?? ""}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface CheckboxFieldProps extends FieldProps {
  value: boolean;
  onChange: (value: boolean) => void;
}

export function CheckboxField({ value, onChange, ...field }: CheckboxFieldProps) {
  return (
    <Field {...field} isInline>
      {(control) => (
        <input
          {...control}
          className="crm-checkbox"
          type="checkbox"
          checked={value}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
      )}
    </Field>
  );
}

/** For what takes effect at once; what is saved later is a checkbox. */
export function SwitchField({ value, onChange, ...field }: CheckboxFieldProps) {
  return (
    <Field {...field} isInline>
      {({ required: _, ...control }) => (
        <input
          {...control}
          className="crm-switch"
          type="checkbox"
          role="switch"
          checked={value}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
      )}
    </Field>
  );
}

export interface DateFieldProps extends FieldProps {
  /** `2026-11-22`, or `""`. */
  value: string;
  onChange: (value: string) => void;
  min?: string;
  max?: string;
}

export function DateField({ value, onChange, min, max, help, ...field }: DateFieldProps) {
  return (
    <Field {...field} help={useWrittenOut(value, { dateStyle: "full", timeZone: "UTC" }, help)}>
      {(control) => (
        <input
          {...control}
          className="crm-input"
          type="date"
          value={value}
          min={min}
          max={max}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

export interface DateTimeFieldProps extends FieldProps {
  /** A moment in ISO 8601, or null. It is written and read in the time zone of the browser. */
  value: string | null;
  onChange: (value: string | null) => void;
}

export function DateTimeField({ value, onChange, help, ...field }: DateTimeFieldProps) {
  return (
    <Field {...field} help={useWrittenOut(value ?? "", { dateStyle: "full", timeStyle: "short" }, help)}>
      {(control) => (
        <input
          {...control}
          className="crm-input"
          type="datetime-local"
          value={value === null ? "" : localMinute(value)}
          onChange={(event) => {
            const moment = new Date(event.target.value);
            onChange(Number.isNaN(moment.getTime()) ? null : moment.toISOString());
          }}
        />
      )}
    </Field>
  );
}

/**
 * Browsers draw dates in a language of their own, by which 03/04 may be another day than in the page's.
 * Where the two differ, what is in the field is written out in the page's, after the help that there is.
 */
function useWrittenOut(value: string, format: Intl.DateTimeFormatOptions, help: ReactNode): ReactNode {
  const intl = useIntl();
  const isForeign = languageOf(navigator.language) !== languageOf(intl.locale);
  if (!isForeign || Number.isNaN(Date.parse(value))) return help;
  return (
    <>
      {help} <time dateTime={value}>{intl.formatDate(value, format)}</time>
    </>
  );
}

function languageOf(tag: string): string | undefined {
  return tag.split("-")[0];
}

/** `2026-11-22T09:30` on the clock of this browser. */
function localMinute(value: string): string {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return "";
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

export interface TextAreaProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
}

export function TextArea({ value, onChange, rows = 4, maxLength, placeholder, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          className="crm-input"
          rows={rows}
          maxLength={maxLength}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

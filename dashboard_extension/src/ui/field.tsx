/** Label, help and error around one control; every field is built on it. */
import { useId, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { classes } from "./classes";

export interface FieldProps {
  label: string;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  help?: ReactNode;
  /** Why the value was refused. */
  error?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
}

/** What the control itself must carry. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean;
  disabled: boolean;
}

export function Field({
  label,
  hideLabel = false,
  help,
  error,
  isRequired = false,
  isDisabled = false,
  isInline = false,
  children,
}: FieldProps & { isInline?: boolean; children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const descriptions = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(
    (each) => each !== false,
  );
  const control = children({
    id,
    "aria-describedby": descriptions.length > 0 ? descriptions.join(" ") : undefined,
    "aria-invalid": error === undefined ? undefined : true,
    required: isRequired,
    disabled: isDisabled,
  });
  const caption = (
    <label htmlFor={id} className={hideLabel ? "crm-hidden" : "crm-field__label"}>
      {label}
      {isRequired && !hideLabel && (
        <span className="crm-field__required">
          {" "}
          <FormattedMessage id="ui.required" />
        </span>
      )}
    </label>
  );
  return (
    <div className={classes("crm-field", isInline && "crm-field--inline")}>
      {isInline ? (
        <div className="crm-row">
          {control}
          {caption}
        </div>
      ) : (
        <>
          {caption}
          {control}
        </>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className="crm-field__help">
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="crm-field__error">
          {error}
        </p>
      )}
    </div>
  );
}

/** One value of a change: in words where the value is ours, as it was written where it is somebody's. */
import { FormattedMessage, FormattedNumber, useIntl } from "react-intl";
import { DateTime } from "../../i18n";

/** A moment as the API writes it; a day alone stays as it is. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A share in hundredths of a percent, told to the last of them: no two values may look alike. */
const SHARE = /(^|_)basis_points$/;

/** `name` is the setting's: the same letters may be our word in one and a merchant's code in another. */
export function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const intl = useIntl();
  if (isNothing(value)) return <FormattedMessage id="audit.nothing" />;
  if (typeof value === "boolean") return <FormattedMessage id={value ? "audit.value.yes" : "audit.value.no"} />;
  if (typeof value === "number" && SHARE.test(name)) {
    return <FormattedNumber value={value / 10_000} style="percent" maximumFractionDigits={2} />;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  if (MOMENT.test(value)) return <DateTime value={value} />;
  const id = `audit.value.${name}.${value}`;
  return id in intl.messages ? <FormattedMessage id={id} /> : value;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Which single-use codes each recipient gets, if any. */
import { FormattedMessage, useIntl } from "react-intl";

import { NumberField, Section, SelectField } from "../../../ui";
import type { StepProps } from "./stepProps";

const NONE = "-";

export function OfferStep({ wizard, choices, errors }: StepProps) {
  const intl = useIntl();
  const { draft, change } = wizard;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const known = choices.vouchers.map((one) => ({
    value: String(one.number),
    label: one.endsAt
      ? intl.formatMessage({ id: "campaigns.voucher_until" }, { name: one.name || String(one.number), end: new Date(one.endsAt) })
      : one.name || String(one.number),
  }));
  const chosen = draft.voucher === null ? NONE : String(draft.voucher);
  const isGone = chosen !== NONE && !known.some((one) => one.value === chosen);
  return (
    <Section title={word("step.offer")}>
      <SelectField
        label={word("voucher")}
        help={word("voucher_help")}
        value={chosen}
        onChange={(value) => {
          change({ voucher: value === NONE ? null : Number(value) });
        }}
        options={[
          { value: NONE, label: word("voucher_none") },
          ...known,
          ...(isGone ? [{ value: chosen, label: intl.formatMessage({ id: "campaigns.voucher_gone" }, { number: chosen }) }] : []),
        ]}
        error={errors["definition.content.code.voucher"]}
      />
      {chosen !== NONE && (
        <>
          <NumberField
            label={word("valid_days")}
            value={draft.validDays}
            onChange={(validDays) => {
              change({ validDays });
            }}
            min={1}
            max={365}
            error={errors["definition.content.code.valid_days"]}
          />
          <p>
            <FormattedMessage id="campaigns.code_hint" values={{ variable: "{{ code.value }}" }} />
          </p>
        </>
      )}
    </Section>
  );
}

/** A member's tier and what is missing to the next. */

import type { TierStateFragment } from "../../api/generated/customers";
import { Count, Day, Money } from "../../i18n";
import { ProgressBar } from "../../ui";
import { useT } from "./words";

interface Amount {
  readonly currency?: string | null;
  readonly value: number;
}

export function TierStanding({ tier }: { readonly tier: TierStateFragment }) {
  const t = useT();
  const missing = tier.missing[0];
  return (
    <div>
      <p>
        {tier.name ? t("tier_is", { name: tier.name }) : t("tier_none")}
        {tier.since ? (
          <>
            {" · "}
            {t("since")} <Day value={tier.since} />
          </>
        ) : null}
      </p>
      {tier.nextTierName && missing ? (
        <>
          <p>
            {t("tier_next", { name: tier.nextTierName })}{" "}
            {tier.missing.map((amount, place) => (
              <span key={amount.currency ?? "points"}>
                {place > 0 ? ` ${t("or")} ` : ""}
                <OneAmount amount={amount} />
              </span>
            ))}
          </p>
          <ProgressTo counted={tier.counted} missing={missing} name={tier.nextTierName} />
        </>
      ) : null}
      {tier.invitedUntil ? (
        <p>
          {t("tier_gift_until")} <Day value={tier.invitedUntil} />
        </p>
      ) : null}
      {tier.graceEndsAt ? (
        <p>
          {t("tier_grace_until")} <Day value={tier.graceEndsAt} />
        </p>
      ) : null}
    </div>
  );
}

function OneAmount({ amount }: { readonly amount: Amount }) {
  return amount.currency ? (
    <Money amount={amount.value} currency={amount.currency} />
  ) : (
    <Count value={amount.value} />
  );
}

interface ProgressToProps {
  readonly counted: readonly Amount[];
  readonly missing: Amount;
  readonly name: string;
}

function ProgressTo({ counted, missing, name }: ProgressToProps) {
  const t = useT();
  const has = counted.find((one) => (one.currency ?? null) === (missing.currency ?? null));
  const done = Math.round(has?.value ?? 0);
  const total = done + Math.ceil(missing.value);
  return <ProgressBar done={done} total={total} label={t("tier_progress", { name })} />;
}

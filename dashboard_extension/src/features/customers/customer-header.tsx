/** Who it is at a glance: stage, tiers, what they allow, and whether they are still there. */
import type { ComponentProps, ReactNode } from "react";

import type { CustomerFactsFragment } from "../../api/generated/customers";
import { Day } from "../../i18n";
import { Chip, LinkButton } from "../../ui";
import { Tags } from "./tags";
import { consentTone } from "./tones";
import { useT, useWord } from "./words";

interface Props {
  readonly customer: CustomerFactsFragment;
}

export function CustomerHeader({ customer }: Props) {
  return (
    <div className="crm-customers__header">
      <MergedBanner customer={customer} />
      <HeaderChips customer={customer} />
      {customer.erasedAt ? null : <Tags profileId={customer.id} tags={customer.tags} />}
    </div>
  );
}

/** Says that the profile is not the person any more, or is about to be forgotten. */
function MergedBanner({ customer }: Props) {
  const t = useT();
  return (
    <>
      {customer.mergedInto ? (
        <Notice>
          <span>{t("merged_into")}</span>
          <LinkButton to={`/customers/${encodeURIComponent(customer.mergedInto)}`}>
            {t("merged_open")}
          </LinkButton>
        </Notice>
      ) : null}
      {customer.erasedAt ? (
        <Notice>
          <span>
            {t("erased_on")} <Day value={customer.erasedAt} />
          </span>
        </Notice>
      ) : null}
      {customer.closedAt && !customer.erasedAt ? (
        <Notice>
          <span>
            {t("closed_on")} <Day value={customer.closedAt} />
          </span>
          {customer.eraseDueAt ? (
            <span>
              {t("erase_due")} <Day value={customer.eraseDueAt} />
            </span>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className="crm-banner crm-banner--warning">
      {children}
    </div>
  );
}

function HeaderChips({ customer }: Props) {
  const t = useT();
  const word = useWord();
  const { insight, consents, loyaltyAccounts, suppressions } = customer;
  const tiers = loyaltyAccounts.flatMap(({ tier }) => (tier?.name ? [tier.name] : []));
  const stopped = suppressions.filter((one) => !one.endedAt);
  return (
    <ul aria-label={t("at_a_glance")} className="crm-customers__chips">
      <ChipItem>{word(customer.kind, "kind")}</ChipItem>
      {insight.assessedAt && insight.lifecycle ? <ChipItem>{word(insight.lifecycle)}</ChipItem> : null}
      <ChipItem>{t("relation", { type: word(insight.relationshipType, "relation") })}</ChipItem>
      {tiers.map((name) => (
        <ChipItem key={name} tone="info">
          {t("tier", { name })}
        </ChipItem>
      ))}
      {consents
        .filter((one) => one.status !== "UNKNOWN" && one.listCode === "")
        .map((one) => (
          <ChipItem key={`${one.channel} ${one.purpose}`} tone={consentTone(one.status)}>
            {t("consent_chip", {
              purpose: word(one.purpose),
              channel: word(one.channel),
              status: word(one.status),
            })}
          </ChipItem>
        ))}
      {stopped.map((one) => (
        <ChipItem key={one.id} tone="critical">
          {t("suppressed_chip", { channel: word(one.channel), reason: word(one.reason) })}
        </ChipItem>
      ))}
    </ul>
  );
}

function ChipItem(props: ComponentProps<typeof Chip>) {
  return (
    <li>
      <Chip {...props} />
    </li>
  );
}

/** What a person allows, since when and by which words; and what they have just told staff. */
import { useState } from "react";

import type { CustomerConsentHistoryQuery, CustomerFactsFragment } from "../../api/generated/customers";
import { CustomerConsentHistoryDocument } from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import { Button, Chip, EmptyState, Section, Stack, useAuthorWords } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { ConsentForm } from "./consent-form";
import { consentTone } from "./tones";
import { LiftSuppression } from "./lift-suppression";
import { useT, useWord } from "./words";

const PAGE_SIZE = 30;

interface Props {
  readonly customer: CustomerFactsFragment;
}

export function ConsentTab({ customer }: Props) {
  const t = useT();
  const [revision, setRevision] = useState(0);
  const changed = () => {
    setRevision((before) => before + 1);
  };
  return (
    <Stack>
      <Section title={t("consent_now")}>
        <ConsentsNow consents={customer.consents} />
      </Section>
      <Suppressions suppressions={customer.suppressions} />
      {customer.erasedAt ? null : (
        <Section title={t("consent_record")}>
          <ConsentForm profileId={customer.id} onSaved={changed} />
        </Section>
      )}
      <Section title={t("consent_history")}>
        <PagedList
          key={`${customer.id} ${String(revision)}`}
          document={CustomerConsentHistoryDocument}
          variables={{ id: customer.id, first: PAGE_SIZE }}
          connectionOf={(data) => data.crmProfile?.consentHistory}
          label={t("consent_history_label")}
          empty={<span className="crm-customers__aside">{t("consent_history_empty")}</span>}
        >
          {(events) => (
            <ol className="crm-customers__list">
              {events.map((event) => (
                <ConsentEvent key={event.id} event={event} profileId={customer.id} />
              ))}
            </ol>
          )}
        </PagedList>
      </Section>
    </Stack>
  );
}

function ConsentsNow({ consents }: { readonly consents: CustomerFactsFragment["consents"] }) {
  const t = useT();
  const word = useWord();
  if (consents.length === 0) {
    return <EmptyState title={t("consent_none_title")} text={t("consent_none_text")} />;
  }
  return (
    <ul className="crm-customers__list">
      {consents.map((one) => (
        <li key={`${one.channel} ${one.purpose} ${one.listCode}`} className="crm-row">
          <Chip tone={consentTone(one.status)}>{word(one.status)}</Chip>
          <span>
            {word(one.purpose)} · {word(one.channel)}
            {one.listCode ? ` · ${one.listCode}` : ""}
          </span>
          <span className="crm-customers__aside">
            {t("since")} <DateTime value={one.changedAt} /> · {word(one.source)}
          </span>
        </li>
      ))}
    </ul>
  );
}

type Event = NonNullable<
  CustomerConsentHistoryQuery["crmProfile"]
>["consentHistory"]["edges"][number]["node"];

function ConsentEvent({ event, profileId }: { readonly event: Event; readonly profileId: string }) {
  const t = useT();
  const author = useAuthorWords();
  const word = useWord();
  return (
    <li className="crm-customers__item">
      <Stack isRow>
        <Chip tone={consentTone(event.status)}>{word(event.status)}</Chip>
        <span>
          {word(event.purpose)} · {word(event.channel)}
          {event.listCode ? ` · ${event.listCode}` : ""}
        </span>
        <span className="crm-customers__aside">
          <DateTime value={event.occurredAt} /> · {word(event.source)} · {author(event.author, event.authorName)}
        </span>
        {event.profileId === profileId ? null : <Chip>{t("of_merged_profile")}</Chip>}
      </Stack>
      {event.wording ? (
        <details>
          <summary>
            {t("wording", { code: event.wording.code, version: event.wording.version })}
          </summary>
          <p className="crm-customers__words">
            {event.wording.text}
          </p>
        </details>
      ) : null}
    </li>
  );
}

interface SuppressionsProps {
  readonly suppressions: CustomerFactsFragment["suppressions"];
}

function Suppressions({ suppressions }: SuppressionsProps) {
  const t = useT();
  const word = useWord();
  const [lifting, setLifting] = useState<string | null>(null);
  if (suppressions.length === 0) return null;
  return (
    <Section title={t("suppressions")}>
      <ul className="crm-customers__list">
        {suppressions.map((one) => (
          <li key={one.id} className="crm-row">
            <span>
              {word(one.channel)} · {word(one.reason)} · {t("since")} <DateTime value={one.since} />
            </span>
            {one.endedAt ? (
              <Chip>{t("suppression_ended")}</Chip>
            ) : (
              <Button tone="secondary" onClick={() => { setLifting(one.id); }}>
                {t("suppression_lift")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {lifting === null ? null : (
        <LiftSuppression
          id={lifting}
          onClose={() => {
            setLifting(null);
          }}
          onDone={() => {
            setLifting(null);
          }}
        />
      )}
    </Section>
  );
}

/** A person in a few lines, for the widgets beside the Dashboard's own pages. */
import { useState, type ReactNode } from "react";
import type { PersonCardFragment } from "../../api/generated/customers-widget";
import { useHost } from "../../app-bridge";
import { Relative } from "../../i18n";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Stack } from "../../ui/page";
import "./customers.css";
import { Points } from "./entry-details";
import { NoteForm } from "./note-form";
import { daysToBirthday, nameOf, refusesProfiling } from "./people";
import { consentTone } from "./tones";
import { useT, useWord } from "./words";

const BIRTHDAY_IS_NEAR_DAYS = 14;

interface PersonCardProps {
  readonly card: PersonCardFragment;
  /** What the place adds about the person, such as the points of an order. */
  readonly first?: ReactNode;
  /** The popup that shows the whole profile on this page of the Dashboard, and what it is told. */
  readonly popup: string;
  readonly params: object;
}

export function PersonCard({ card, first, popup, params }: PersonCardProps) {
  const t = useT();
  const host = useHost();
  const [isWriting, setIsWriting] = useState(false);
  const openProfile = async () => {
    const isOpen = await host.openPopup(popup, params);
    if (!isOpen) host.openPage(`/customers/${encodeURIComponent(card.id)}`);
  };
  return (
    <Stack>
      <h1 className="crm-customers__name">{nameOf(card) || t("nameless")}</h1>
      <CardFacts card={card} first={first} />
      <Stack isRow>
        <Button
          aria-expanded={isWriting}
          onClick={() => {
            setIsWriting(!isWriting);
          }}
        >
          {t("note")}
        </Button>
        <Button
          tone="primary"
          onClick={() => {
            void openProfile();
          }}
        >
          {t("open_profile")}
        </Button>
      </Stack>
      {isWriting ? (
        <NoteForm
          profileId={card.id}
          onSaved={() => {
            setIsWriting(false);
          }}
        />
      ) : null}
    </Stack>
  );
}

/** What matters first comes first; `first` is what the place adds. What a person does not want concluded is not hinted at. */
function CardFacts({ card, first }: { readonly card: PersonCardFragment; readonly first: ReactNode }) {
  const mayHint = !refusesProfiling(card.consents);
  return (
    <ul className="crm-customers__list">
      <OpenFollowUp card={card} />
      {first}
      <Standing card={card} />
      <LastPurchase card={card} mayHint={mayHint} />
      {mayHint ? <BirthdayHint card={card} /> : null}
      <Allowed card={card} />
    </ul>
  );
}

function OpenFollowUp({ card }: { readonly card: PersonCardFragment }) {
  const t = useT();
  const open = card.notes.edges
    .map(({ node }) => node)
    .filter((note) => note.dueAt && !note.doneAt)
    .sort((one, other) => (one.dueAt ?? "").localeCompare(other.dueAt ?? ""))[0];
  if (!open) return null;
  return (
    <li>
      <Chip tone="warning">{t("to_do")}</Chip> {open.text} (<Relative value={open.dueAt} />)
    </li>
  );
}

function Standing({ card }: { readonly card: PersonCardFragment }) {
  const t = useT();
  const accounts = card.loyaltyAccounts.filter((one) => one.program.isActive && !one.leftAt);
  return accounts.map(({ program, balance, tier }) => (
    <li key={program.id}>
      <Points value={balance} unit={program.unitName} />
      {tier?.name ? ` · ${t("tier", { name: tier.name })}` : ""}
    </li>
  ));
}

function LastPurchase({ card, mayHint }: { readonly card: PersonCardFragment; readonly mayHint: boolean }) {
  const t = useT();
  const word = useWord();
  const { orders, lifecycle, assessedAt } = card.insight;
  return (
    <li>
      {orders && orders.orders > 0 ? (
        <>
          {t("orders_count", { orders: orders.orders })} · {t("last_order")}{" "}
          <Relative value={orders.lastOrderAt} />
        </>
      ) : (
        t("purchases_none")
      )}
      {mayHint && assessedAt && lifecycle ? ` · ${word(lifecycle)}` : ""}
    </li>
  );
}

function BirthdayHint({ card }: { readonly card: PersonCardFragment }) {
  const t = useT();
  const { birthday } = card.details;
  if (!birthday) return null;
  const days = daysToBirthday(birthday, new Date());
  return days > BIRTHDAY_IS_NEAR_DAYS ? null : <li>{t("birthday_near", { days })}</li>;
}

/** Whether one may write: the marketing consents, and addresses that must not be written to. */
function Allowed({ card }: { readonly card: PersonCardFragment }) {
  const t = useT();
  const word = useWord();
  const marketing = card.consents.filter(
    (one) => one.purpose === "MARKETING" && one.listCode === "" && one.status !== "UNKNOWN",
  );
  const stopped = card.suppressions.filter((one) => !one.endedAt);
  return (
    <li className="crm-row">
      {marketing.length === 0 ? <Chip>{t("marketing_unknown")}</Chip> : null}
      {marketing.map((one) => (
        <Chip key={one.channel} tone={consentTone(one.status)}>
          {t("consent_chip", {
            purpose: word(one.purpose),
            channel: word(one.channel),
            status: word(one.status),
          })}
        </Chip>
      ))}
      {stopped.map((one) => (
        <Chip key={one.id} tone="critical">
          {t("suppressed_chip", { channel: word(one.channel), reason: word(one.reason) })}
        </Chip>
      ))}
    </li>
  );
}

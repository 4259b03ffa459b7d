/** A person's points and tier in every program: how they stand, why, and what staff can do. */
import { useState } from "react";

import { useCrmQuery } from "../../api";
import { CustomerAccountsDocument } from "../../api/generated/customers";
import { DateTime, Day } from "../../i18n";
import { Button, Chip, EmptyState, Facts, QueryView, Section, Stack, useAuthorWords } from "../../ui";
import type { Account } from "./account";
import { AdjustPoints } from "./adjust-points";
import { Points } from "./entry-details";
import { Participation } from "./participation";
import { PointsHistory } from "./points-history";
import { TierGift } from "./tier-gift";
import { TierStanding } from "./tier-standing";
import { useT, useWord } from "./words";

interface Props {
  readonly profileId: string;
}

export function PointsTab({ profileId }: Props) {
  const t = useT();
  const query = useCrmQuery(CustomerAccountsDocument, { id: profileId });
  const [revision, setRevision] = useState(0);
  const changed = () => {
    setRevision((before) => before + 1);
  };
  return (
    <QueryView query={query}>
      {({ crmProfile }) => {
        const accounts = crmProfile?.loyaltyAccounts ?? [];
        if (accounts.length === 0) {
          return <EmptyState title={t("no_program_title")} text={t("no_program_text")} />;
        }
        return (
          <Stack>
            {accounts.map((account) => (
              <AccountCard
                key={account.program.id}
                account={account}
                profileId={profileId}
                revision={revision}
                onChange={changed}
              />
            ))}
          </Stack>
        );
      }}
    </QueryView>
  );
}

interface AccountCardProps extends Props {
  readonly account: Account;
  readonly revision: number;
  readonly onChange: () => void;
}

type OpenDialog = "adjust" | "tier" | "participation" | null;

function AccountCard({ account, profileId, revision, onChange }: AccountCardProps) {
  const t = useT();
  const [open, setOpen] = useState<OpenDialog>(null);
  const close = () => {
    setOpen(null);
  };
  const { program } = account;
  const dialog = { profileId, account, onClose: close, onDone: onChange };
  return (
    <Section
      title={program.name}
      actions={
        <Stack isRow>
          <Button onClick={() => { setOpen("adjust"); }}>{t("adjust")}</Button>
          {program.ladder ? (
            <Button tone="secondary" onClick={() => { setOpen("tier"); }}>
              {t("tier_give")}
            </Button>
          ) : null}
          <Button tone="secondary" onClick={() => { setOpen("participation"); }}>
            {t(account.isExcluded ? "include" : "exclude")}
          </Button>
        </Stack>
      }
    >
      <Stack>
        <Balances account={account} />
        {account.tier ? <TierStanding tier={account.tier} /> : null}
        <Exclusions account={account} />
        <TierDecisions account={account} />
        <PointsHistory
          key={String(revision)}
          profileId={profileId}
          programId={program.id}
          unit={program.unitName}
        />
      </Stack>
      {open === "adjust" ? <AdjustPoints {...dialog} /> : null}
      {open === "tier" ? <TierGift {...dialog} /> : null}
      {open === "participation" ? <Participation {...dialog} /> : null}
    </Section>
  );
}

function Balances({ account }: { readonly account: Account }) {
  const t = useT();
  const unit = account.program.unitName;
  const rows = [
    ["points_available", account.balance],
    ["points_pending", account.pending],
    ["points_reserved", account.reserved],
    ["points_owed", account.owed],
  ] as const;
  return (
    <>
      <Facts
        facts={[
          ...rows.map(([name, value]) => ({ label: t(name), value: <Points value={value} unit={unit} /> })),
          ...account.nextExpiries.map(({ points, expiresAt }) => ({
            label: t("points_expire"),
            value: (
              <>
                <Points value={points} unit={unit} /> · <Day value={expiresAt} />
              </>
            ),
          })),
        ]}
      />
      {account.leftAt ? (
        <Chip tone="warning">
          {t("left_at")} <Day value={account.leftAt} />
        </Chip>
      ) : null}
    </>
  );
}

function Exclusions({ account }: { readonly account: Account }) {
  const t = useT();
  const author = useAuthorWords();
  const word = useWord();
  const exclusions = account.exclusions ?? [];
  if (exclusions.length === 0) return null;
  return (
    <details>
      <summary>{t("exclusions")}</summary>
      <ul>
        {exclusions.map((one) => (
          <li key={one.excludedAt}>
            {word(one.kind, "exclusion")}: {one.reason} · {author(one.author, one.authorName)} ·{" "}
            <DateTime value={one.excludedAt} />
            {one.endedAt ? (
              <>
                {" → "}
                {one.endedReason} · {author(one.endedBy, one.endedByName)} · <DateTime value={one.endedAt} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function TierDecisions({ account }: { readonly account: Account }) {
  const t = useT();
  const author = useAuthorWords();
  const word = useWord();
  const decisions = account.tierDecisions.edges.map((edge) => edge.node);
  if (decisions.length === 0) return null;
  return (
    <details>
      <summary>{t("tier_decisions")}</summary>
      <ol>
        {decisions.map((one) => (
          <li key={one.id}>
            {t("tier_decision", {
              kind: word(one.kind, "decision"),
              previous: one.previousTier ?? t("none"),
              tier: one.tier ?? t("none"),
            })}{" "}
            · {author(one.author, one.authorName)} · <DateTime value={one.decidedAt} />
          </li>
        ))}
      </ol>
    </details>
  );
}

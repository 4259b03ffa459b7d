/** What points to a person, whom they were merged with, and how that is undone. */
import { useState } from "react";

import { rowNumber, useCrmQuery } from "../../api";
import type {
  CustomerFactsFragment,
  CustomerIdentityQuery,
  MergeFactsFragment,
} from "../../api/generated/customers";
import { CustomerIdentityDocument, ProfilesPartDocument } from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FormErrors,
  LinkButton,
  QueryView,
  Section,
  Stack,
  useAuthorWords,
  useToast,
} from "../../ui";
import { MergeWith } from "./merge-with";
import { MovedRows } from "./moved-rows";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

interface Props {
  readonly customer: CustomerFactsFragment;
}

type Profile = NonNullable<CustomerIdentityQuery["crmProfile"]>;

export function IdentityTab({ customer }: Props) {
  const t = useT();
  const query = useCrmQuery(CustomerIdentityDocument, { id: customer.id });
  return (
    <Stack>
      <QueryView query={query}>
        {({ crmProfile }) => (
          <>
            <Section title={t("identifiers")}>
              <Identifiers identifiers={crmProfile?.identifiers ?? []} />
            </Section>
            <Section title={t("merges")}>
              <Merges merges={crmProfile?.merges ?? []} profileId={customer.id} />
            </Section>
          </>
        )}
      </QueryView>
      {customer.erasedAt || customer.mergedInto ? null : (
        <Section title={t("merge_with")}>
          <MergeWith profileId={customer.id} />
        </Section>
      )}
    </Stack>
  );
}

function Identifiers({ identifiers }: { readonly identifiers: Profile["identifiers"] }) {
  const t = useT();
  const word = useWord();
  return (
    <DataTable
      caption={t("identifiers")}
      rows={identifiers}
      rowKey={(row) => row.id}
      empty={<span>{t("identifiers_none")}</span>}
      columns={[
        { key: "type", title: t("type"), render: (row) => word(row.type, "pointer") },
        { key: "value", title: t("value"), render: (row) => <Pointer identifier={row} /> },
        {
          key: "trust",
          title: t("trust"),
          render: (row) => (
            <Chip tone={row.trust === "VERIFIED" ? "success" : "neutral"}>
              {row.endedAt ? t("identifier_ended") : word(row.trust, "trust")}
            </Chip>
          ),
        },
        { key: "since", title: t("known_since"), render: (row) => <DateTime value={row.createdAt} /> },
      ]}
    />
  );
}

/** Accounts by their number, as authors are; all else as it was given. */
function Pointer({ identifier: { type, value } }: { readonly identifier: Profile["identifiers"][number] }) {
  const t = useT();
  const number = type === "USER" ? rowNumber(value) : null;
  return <>{number === null ? value : t("pointer_number", { number })}</>;
}

interface MergesProps {
  readonly merges: readonly MergeFactsFragment[];
  readonly profileId: string;
}

function Merges({ merges, profileId }: MergesProps) {
  const t = useT();
  if (merges.length === 0) {
    return <EmptyState title={t("merges_none_title")} text={t("merges_none_text")} />;
  }
  return (
    <ul className="crm-customers__list">
      {merges.map((merge) => (
        <MergeRow key={merge.id} merge={merge} profileId={profileId} />
      ))}
    </ul>
  );
}

interface MergeRowProps {
  readonly merge: MergeFactsFragment;
  readonly profileId: string;
}

function MergeRow({ merge, profileId }: MergeRowProps) {
  const t = useT();
  const author = useAuthorWords();
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const part = useAction(ProfilesPartDocument, () => {
    setIsAsking(false);
    toast({ status: "success", title: t("part_done") });
  });
  const other = merge.into === profileId ? merge.source : merge.into;
  return (
    <li className="crm-stack">
      <Stack isRow>
        <span>
          {t(merge.into === profileId ? "merge_came_in" : "merge_went")} ·{" "}
          {author(merge.author, merge.authorName)} · <DateTime value={merge.mergedAt} />
        </span>
        <LinkButton to={`/customers/${encodeURIComponent(other)}`}>{t("merge_other")}</LinkButton>
        {merge.partedAt ? (
          <Chip>
            {t("parted")} · {author(merge.partedBy, merge.partedByName)} · <DateTime value={merge.partedAt} />
          </Chip>
        ) : (
          <Button tone="secondary" onClick={() => { setIsAsking(true); }}>
            {t("part")}
          </Button>
        )}
      </Stack>
      <MovedRows title={t("moved")} rows={merge.moved} />
      <MovedRows title={t("kept")} rows={merge.kept} />
      {isAsking ? (
        <ConfirmDialog
          isOpen
          title={t("part")}
          text={t("part_text")}
          confirmLabel={t("part")}
          isBusy={part.isBusy}
          onClose={() => { setIsAsking(false); }}
          onConfirm={() => part.act({ id: merge.id })}
        >
          <FormErrors answer={part.answer} />
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

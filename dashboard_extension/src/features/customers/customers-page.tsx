/** Everybody whom the shop knows, found by name, address or phone. */
import { useState, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import type { CustomerListQuery } from "../../api/generated/customers";
import { CustomerListDocument } from "../../api/generated/customers";
import { Day } from "../../i18n";
import {
  Chip,
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  PagerButtons,
  QueryView,
  TextField,
  useDebounced,
  usePager,
} from "../../ui";
import { nameOf } from "./people";
import { useT, useWord } from "./words";

const PAGE_SIZE = 50;

type Person = NonNullable<CustomerListQuery["crmProfiles"]>["edges"][number]["node"];

export default function CustomersPage() {
  const t = useT();
  const [params] = useSearchParams();
  const [term, setTerm] = useState(params.get("search") ?? "");
  const search = useDebounced(term.trim(), 300);
  const pager = usePager();
  const query = useCrmQuery(CustomerListDocument, {
    search: search || null,
    first: PAGE_SIZE,
    after: pager.after,
  });
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <LinkButton to="/follow-ups">{t("my_follow_ups")}</LinkButton>
          <LinkButton to="/points-requests">{t("requests")}</LinkButton>
          <LinkButton to="/duplicates">{t("duplicates")}</LinkButton>
        </>
      }
    >
      <TextField
        type="search"
        label={t("search")}
        help={t("search_help")}
        value={term}
        onChange={(text) => {
          setTerm(text);
          pager.reset();
        }}
      />
      <QueryView query={query}>
        {({ crmProfiles }) => (
          <>
            <PeopleTable
              people={crmProfiles?.edges.map(({ node }) => node) ?? []}
              empty={
                <EmptyState
                  title={t(search ? "found_nobody" : "list_empty_title")}
                  text={t(search ? "search_help" : "list_empty_text")}
                />
              }
            />
            {crmProfiles ? <PagerButtons pager={pager} pageInfo={crmProfiles.pageInfo} /> : null}
          </>
        )}
      </QueryView>
    </Page>
  );
}

interface PeopleTableProps {
  readonly people: readonly Person[];
  readonly empty: ReactNode;
}

function PeopleTable({ people, empty }: PeopleTableProps) {
  const t = useT();
  const word = useWord();
  return (
    <DataTable
      caption={t("title")}
      rows={people}
      rowKey={(person) => person.id}
      rowLink={(person) => `/customers/${encodeURIComponent(person.id)}`}
      empty={empty}
      columns={[
        { key: "name", title: t("name"), render: (person) => <Name person={person} /> },
        { key: "email", title: t("email"), render: (person) => person.email },
        { key: "kind", title: t("kind"), render: (person) => word(person.kind, "kind") },
        { key: "tags", title: t("tags"), render: (person) => person.tags.join(", ") },
        { key: "since", title: t("known_since"), render: (person) => <Day value={person.createdAt} /> },
      ]}
    />
  );
}

function Name({ person }: { readonly person: Person }) {
  const t = useT();
  return (
    <>
      <span>{nameOf(person) || t("nameless")}</span>
      {person.erasedAt ? <Chip>{t("erased")}</Chip> : null}
      {person.mergedInto ? <Chip>{t("merged")}</Chip> : null}
    </>
  );
}

/** Everybody whom the shop knows, found by name, address or phone. */
import { useState } from "react";
import { useSearchParams } from "react-router";

import type { CustomerListQuery } from "../../api/generated/customers";
import { CustomerListDocument } from "../../api/generated/customers";
import { Day } from "../../i18n";
import { Chip, DataTable, EmptyState, LinkButton, Page, TextField, useDebounced } from "../../ui";
import { PagedList } from "./paged-list";
import { nameOf } from "./people";
import { useT, useWord } from "./words";

const PAGE_SIZE = 50;

type Person = NonNullable<CustomerListQuery["crmProfiles"]>["edges"][number]["node"];

export default function CustomersPage() {
  const t = useT();
  const [params] = useSearchParams();
  const [term, setTerm] = useState(params.get("search") ?? "");
  const search = useDebounced(term.trim(), 300);
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
      <TextField label={t("search")} help={t("search_help")} value={term} onChange={setTerm} />
      <PagedList
        key={search}
        document={CustomerListDocument}
        variables={{ search: search || null, first: PAGE_SIZE }}
        connectionOf={(data) => data.crmProfiles}
        label={t("list_label")}
        empty={
          <EmptyState
            title={t(search ? "found_nobody" : "list_empty_title")}
            text={t(search ? "search_help" : "list_empty_text")}
          />
        }
      >
        {(people) => <PeopleTable people={people} />}
      </PagedList>
    </Page>
  );
}

function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const t = useT();
  const word = useWord();
  return (
    <DataTable
      caption={t("title")}
      rows={people}
      rowKey={(person) => person.id}
      rowLink={(person) => `/customers/${encodeURIComponent(person.id)}`}
      empty={null}
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

/** All templates: in which languages and for which channel each is, and whether it is in use. */
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmQuery } from "../../api";
import { TemplatesDocument, type TemplateRowFragment } from "../../api/generated/templates";
import { Relative } from "../../i18n";
import { CheckboxField, Chip, DataTable, EmptyState, LinkButton, Page, QueryView, Section, SelectField, TextField, useAuthorWords } from "../../ui";
import { EVERYTHING, fits, KINDS, languagesIn, lastChangeOf, STATES, type Filter } from "./filter";
import { NEW_TEMPLATE, READY_MADE, templatePath } from "./paths";
import { useWords } from "./words";

export default function TemplateListPage() {
  const { t } = useWords();
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [withArchived, setWithArchived] = useState(false);
  const query = useCrmQuery(TemplatesDocument, { withArchived });
  const change = (changes: Partial<Filter>): void => {
    setFilter({ ...filter, ...changes });
  };
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <LinkButton to={READY_MADE}>
            <FormattedMessage id="templates.ready_made" />
          </LinkButton>
          <LinkButton to={NEW_TEMPLATE} tone="primary">
            <FormattedMessage id="templates.new" />
          </LinkButton>
        </>
      }
    >
      <Section title={t("all")} hideTitle>
        <Filters filter={filter} onChange={change} withArchived={withArchived} onWithArchived={setWithArchived} />
        <QueryView query={query} isEmpty={({ crmTemplates }) => crmTemplates.length === 0} empty={<NothingYet />}>
          {({ crmTemplates }) => <Rows rows={crmTemplates.filter((row) => fits(row, filter))} />}
        </QueryView>
      </Section>
    </Page>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (changes: Partial<Filter>) => void;
  readonly withArchived: boolean;
  readonly onWithArchived: (withArchived: boolean) => void;
}

function Filters({ filter, onChange, withArchived, onWithArchived }: FiltersProps) {
  const { t, word } = useWords();
  return (
    <div className="crm-filters">
      <TextField
        type="search"
        label={t("search")}
        value={filter.search}
        onChange={(search) => {
          onChange({ search });
        }}
      />
      <SelectField
        label={t("kind")}
        value={filter.kind}
        onChange={(kind) => {
          onChange({ kind });
        }}
        options={[
          { value: "all", label: t("kind.all") },
          ...KINDS.map((kind) => ({ value: kind, label: word("kind", kind) })),
        ]}
      />
      <SelectField
        label={t("state")}
        value={filter.state}
        onChange={(state) => {
          onChange({ state });
        }}
        options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <CheckboxField label={t("with_archived")} value={withArchived} onChange={onWithArchived} />
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly TemplateRowFragment[] }) {
  const words = useWords();
  const { t, word } = words;
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      rowLink={({ id }) => templatePath(id)}
      empty={<EmptyState title={t("nothing_found")} text={t("nothing_found_text")} />}
      columns={[
        { key: "name", title: t("name"), render: ({ name }) => name },
        { key: "kind", title: t("kind"), render: ({ kind }) => word("kind", kind) },
        { key: "purpose", title: t("purpose"), render: ({ purpose }) => word("purpose", purpose) },
        {
          key: "languages",
          title: t("languages"),
          render: (row) => languagesIn(row).map(words.language).join(", "),
        },
        { key: "state", title: t("state"), render: (row) => <State row={row} /> },
        { key: "changed", title: t("changed"), render: (row) => <Changed row={row} /> },
      ]}
    />
  );
}

function State({ row: { archivedAt, published, draft } }: { readonly row: TemplateRowFragment }) {
  const { t } = useWords();
  if (archivedAt !== null) return <Chip>{t("state.archived")}</Chip>;
  return (
    <span className="crm-row">
      <Chip tone={published ? "success" : "warning"}>{t(published ? "state.used" : "state.unused")}</Chip>
      {draft && <Chip tone="info">{t("status.draft")}</Chip>}
    </span>
  );
}

function Changed({ row }: { readonly row: TemplateRowFragment }) {
  const author = useAuthorWords();
  const change = lastChangeOf(row);
  return (
    <>
      <Relative value={change.at} />
      {change.author && <> · {author(change.author, change.authorName)}</>}
    </>
  );
}

function NothingYet() {
  const { t } = useWords();
  return (
    <EmptyState
      title={t("nothing_yet")}
      text={t("nothing_yet_text")}
      action={
        <LinkButton to={READY_MADE} tone="primary">
          <FormattedMessage id="templates.ready_made" />
        </LinkButton>
      }
    />
  );
}

/** All campaigns: where each stands and when it is next due. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useSearchParams } from "react-router";

import type { CrmCampaignStateEnum } from "../../../api/generated/campaigns";
import { Count, DateTime } from "../../../i18n";
import {
  CheckboxField,
  Chip,
  DataTable,
  EmptyState,
  LinkButton,
  LoadOlder,
  Page,
  QueryView,
  SelectField,
  TextField,
  useDebounced,
} from "../../../ui";
import { STARTING_POINTS } from "../startingPoints";
import { toneOf, wordOf } from "../words";
import { type CampaignRow, useCampaignPages } from "./useCampaignPages";

const STATES: readonly CrmCampaignStateEnum[] = [
  "DRAFT",
  "CHECKED",
  "SCHEDULED",
  "SENDING",
  "PAUSED",
  "CANCELED",
  "DONE",
];

export default function CampaignListPage() {
  const intl = useIntl();
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState("");
  const [isWithArchived, setWithArchived] = useState(false);
  const state = STATES.find((one) => one === address.get("state")) ?? null;
  const wanted = useDebounced(search, 400);
  const filter = {
    states: state ? [state] : null,
    search: wanted.trim() || null,
    withArchived: isWithArchived,
  };
  return (
    <Page
      title={intl.formatMessage({ id: "campaigns.title" })}
      actions={
        <>
          <LinkButton to="/campaigns/calendar">
            <FormattedMessage id="campaigns.calendar" />
          </LinkButton>
          <LinkButton to="/campaigns/new" tone="primary">
            <FormattedMessage id="campaigns.new" />
          </LinkButton>
        </>
      }
    >
      <div className="crm-filters">
        <TextField
          label={intl.formatMessage({ id: "campaigns.search" })}
          value={search}
          onChange={setSearch}
        />
        <SelectField
          label={intl.formatMessage({ id: "campaigns.state" })}
          value={state ?? "all"}
          onChange={(value) => {
            setAddress(value === "all" ? {} : { state: value });
          }}
          options={[
            { value: "all", label: intl.formatMessage({ id: "campaigns.all_states" }) },
            ...STATES.map((value) => ({ value, label: wordOf(intl, "state", value) })),
          ]}
        />
        <CheckboxField
          label={intl.formatMessage({ id: "campaigns.with_archived" })}
          value={isWithArchived}
          onChange={setWithArchived}
        />
      </div>
      <CampaignTable key={JSON.stringify(filter)} filter={filter} />
    </Page>
  );
}

type Filter = Parameters<typeof useCampaignPages>[0];

function CampaignTable({ filter }: { readonly filter: Filter }) {
  const intl = useIntl();
  const { query, rows, hasOlder, loadOlder } = useCampaignPages(filter);
  const isFiltered = Boolean(filter.search ?? filter.states);
  const word = (id: string) => intl.formatMessage({ id });
  return (
    <QueryView query={query}>
      {() => (
        <>
          <DataTable<CampaignRow>
            caption={word("campaigns.title")}
            rows={rows}
            rowKey={(row) => row.id}
            rowLink={pathOf}
            empty={isFiltered ? <NothingFound /> : <StartingPoints />}
            columns={[
              { key: "name", title: word("campaigns.name"), render: (row) => row.name },
              { key: "kind", title: word("campaigns.kind"), render: (row) => wordOf(intl, "kind", row.kind) },
              { key: "state", title: word("campaigns.state"), render: (row) => <State row={row} /> },
              {
                key: "people",
                title: word("campaigns.people"),
                align: "end",
                render: (row) => <Count value={row.checkedPeople} />,
              },
              {
                key: "due",
                title: word("campaigns.due"),
                render: (row) => <DateTime value={row.dueAt} />,
              },
              { key: "changed", title: word("campaigns.changed"), render: (row) => <DateTime value={row.changedAt} /> },
            ]}
          />
          <LoadOlder hasMore={hasOlder} isLoading={query.fetching} onLoad={loadOlder} />
        </>
      )}
    </QueryView>
  );
}

/** A draft is opened where it is written, all others where they are watched. */
function pathOf(row: CampaignRow): string {
  const page = `/campaigns/${encodeURIComponent(row.id)}`;
  return row.state === "DRAFT" && row.archivedAt == null ? `${page}/edit` : page;
}

function State({ row }: { readonly row: CampaignRow }) {
  const intl = useIntl();
  const why = row.pausedReason ? wordOf(intl, "reason", row.pausedReason) : "";
  return (
    <>
      <Chip tone={toneOf(row.state)}>{wordOf(intl, "state", row.state)}</Chip> {why}
    </>
  );
}

function NothingFound() {
  const intl = useIntl();
  return (
    <EmptyState
      title={intl.formatMessage({ id: "campaigns.none_found" })}
      text={intl.formatMessage({ id: "campaigns.none_found_text" })}
    />
  );
}

function StartingPoints() {
  const intl = useIntl();
  return (
    <EmptyState
      title={intl.formatMessage({ id: "campaigns.none" })}
      text={intl.formatMessage({ id: "campaigns.none_text" })}
      action={
        <div className="crm-row">
          {STARTING_POINTS.map((point) => (
            <LinkButton key={point} to={`/campaigns/new?start=${point}`}>
              <FormattedMessage id={`campaigns.start.${point}`} />
            </LinkButton>
          ))}
        </div>
      }
    />
  );
}

/** What happened to a person: by kind, searched, and as far back as one likes. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { useCrmQuery } from "../../api";
import type { CustomerTimelineQuery } from "../../api/generated/customers";
import { CustomerNewestDocument, CustomerTimelineDocument } from "../../api/generated/customers";
import { Day, DateTime } from "../../i18n";
import {
  Button,
  CheckboxField,
  Chip,
  EmptyState,
  Stack,
  TextField,
  useDebounced,
  usePolling,
} from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { byDay, matches } from "./days";
import type { EntryGroup } from "./entries";
import { detailsOf, GROUP_CODES, groupOf, typesOf } from "./entries";
import { EntryDetails } from "./entry-details";
import { LONGEST_SEARCH, NotesFound } from "./notes-found";
import { useEntryTitle, useT } from "./words";

const PAGE_SIZE = 50;
const LOOKS_EVERY_MS = 30_000;
const SEARCH_MS = 300;

type Profile = NonNullable<CustomerTimelineQuery["crmProfile"]>;
type Entry = Profile["timeline"]["edges"][number]["node"];

export function Timeline({ profileId }: { readonly profileId: string }) {
  const t = useT();
  const [groups, setGroups] = useState<readonly EntryGroup[]>([]);
  const [term, setTerm] = useState("");
  const search = useDebounced(term.trim(), SEARCH_MS);
  const [revision, setRevision] = useState(0);
  const variables = useMemo(
    () => ({ id: profileId, types: typesOf(groups) ?? null, first: PAGE_SIZE }),
    [profileId, groups],
  );
  const begin = `${profileId} ${groups.join()} ${String(revision)}`;
  const showNewest = useCallback(() => {
    setRevision((before) => before + 1);
  }, []);

  return (
    <Stack>
      <TextField
        type="search"
        label={t("timeline_search")}
        help={t("timeline_search_help")}
        maxLength={LONGEST_SEARCH}
        value={term}
        onChange={setTerm}
      />
      <Kinds groups={groups} onChange={setGroups} />
      {search === "" ? null : <NotesFound profileId={profileId} term={search} />}
      <NewEntries key={begin} profileId={profileId} types={variables.types} onShow={showNewest} />
      <PagedList
        key={`list ${begin}`}
        document={CustomerTimelineDocument}
        variables={variables}
        connectionOf={(data) => data.crmProfile?.timeline}
        label={t("timeline_label")}
        empty={<NothingYet isFiltered={groups.length > 0} />}
      >
        {(entries) => <Entries entries={entries} term={term} />}
      </PagedList>
    </Stack>
  );
}

interface KindsProps {
  readonly groups: readonly EntryGroup[];
  readonly onChange: (groups: readonly EntryGroup[]) => void;
}

function Kinds({ groups, onChange }: KindsProps) {
  const t = useT();
  return (
    <fieldset className="crm-choices">
      <legend className="crm-field__label">{t("timeline_show")}</legend>
      <div className="crm-row">
        {GROUP_CODES.map((group) => (
          <CheckboxField
            key={group}
            label={t(`group_${group}`)}
            value={groups.includes(group)}
            onChange={(isChosen) => {
              // In one order, so that equal choices are one question.
              onChange(GROUP_CODES.filter((one) => (one === group ? isChosen : groups.includes(one))));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface NewEntriesProps {
  readonly profileId: string;
  readonly types: string[] | null;
  readonly onShow: () => void;
}

/** Looks now and then whether something has happened since the list was opened, and says so. */
function NewEntries({ profileId, types, onShow }: NewEntriesProps) {
  const t = useT();
  const query = useCrmQuery(CustomerNewestDocument, { id: profileId, types });
  usePolling(query.retry, LOOKS_EVERY_MS, query.state === "ready");
  const newest = query.data?.crmProfile?.timeline.edges[0]?.node.id;
  const first = useRef<string | undefined>(undefined);
  const [hasNew, setHasNew] = useState(false);
  useEffect(() => {
    if (newest === undefined) return;
    first.current ??= newest;
    setHasNew(newest !== first.current);
  }, [newest]);
  return (
    <div aria-live="polite">
      {hasNew ? (
        <Button tone="secondary" onClick={onShow}>
          {t("timeline_new")}
        </Button>
      ) : null}
    </div>
  );
}

function NothingYet({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useT();
  return (
    <EmptyState
      title={t(isFiltered ? "timeline_none_title" : "timeline_empty_title")}
      text={t(isFiltered ? "timeline_none_text" : "timeline_empty_text")}
    />
  );
}

function Entries({ entries, term }: { readonly entries: readonly Entry[]; readonly term: string }) {
  const t = useT();
  const titleOf = useEntryTitle();
  const found = useMemo(
    () =>
      entries.filter((entry) =>
        matches(term, [titleOf(entry), entry.summary, ...textsOf(entry.payload)]),
      ),
    [entries, term, titleOf],
  );
  return (
    <>
      <span role="status" className="crm-customers__aside">
        {term.trim() === "" ? "" : t("timeline_found", { found: found.length, of: entries.length })}
      </span>
      {byDay(found).map(({ day, items }) => (
        <section key={`${day} ${items[0]?.id ?? ""}`}>
          <h3>
            <Day value={day} />
          </h3>
          <ol className="crm-customers__list">
            {items.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} title={titleOf(entry)} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function textsOf(payload: unknown): string[] {
  if (typeof payload !== "object" || payload === null) return [];
  return Object.values(payload).filter((value): value is string => typeof value === "string");
}

function TimelineEntry({ entry, title }: { readonly entry: Entry; readonly title: string }) {
  const t = useT();
  return (
    <li className="crm-customers__item crm-customers__entry">
      <Chip>{t(`group_${groupOf(entry.type)}`)}</Chip>
      <div className="crm-customers__main">
        <strong>{title}</strong>
        <p className="crm-customers__aside">
          <EntryDetails details={detailsOf(entry.payload)} />
        </p>
      </div>
      <span className="crm-customers__aside">
        <DateTime value={entry.occurredAt} />
      </span>
    </li>
  );
}

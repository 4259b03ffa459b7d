/** Profiles that may be one person, with the reasons: merge them, or say that they are two. */
import { useState } from "react";
import { Link, useSearchParams } from "react-router";

import { useCrmQuery } from "../../api";
import type { DuplicateSuggestionsQuery } from "../../api/generated/customers";
import {
  DuplicateDismissDocument,
  DuplicateSuggestionsDocument,
  TwoProfilesDocument,
} from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  EmptyState,
  FormErrors,
  Page,
  QueryView,
  Stack,
  Tabs,
  useAuthorWords,
  useToast,
} from "../../ui";
import { PagedList } from "../../ui/paged-list";
import "./customers.css";
import { MergeDialog } from "./merge-dialog";
import { nameOf } from "./people";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const PAGE_SIZE = 20;
const STATES = ["OPEN", "MERGED", "DISMISSED"] as const;

type Suggestions = NonNullable<DuplicateSuggestionsQuery["crmDuplicateSuggestions"]>;
type Suggestion = Suggestions["edges"][number]["node"];

export default function DuplicatesPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t("duplicates")} breadcrumbs={[{ label: t("title"), to: "/customers" }]}>
      <Tabs
        label={t("duplicates_states")}
        selected={search.get("state") ?? "OPEN"}
        onSelect={(state) => {
          setSearch(state === "OPEN" ? {} : { state }, { replace: true });
        }}
        tabs={STATES.map((state) => ({
          key: state,
          label: t(`duplicates_${state}`),
          render: () => <SuggestionList key={state} state={state} />,
        }))}
      />
    </Page>
  );
}

function SuggestionList({ state }: { readonly state: (typeof STATES)[number] }) {
  const t = useT();
  const [revision, setRevision] = useState(0);
  const reload = () => {
    setRevision((before) => before + 1);
  };
  return (
    <PagedList
      key={revision}
      document={DuplicateSuggestionsDocument}
      variables={{ state, first: PAGE_SIZE }}
      connectionOf={(data) => data.crmDuplicateSuggestions}
      label={t("duplicates_label")}
      empty={<EmptyState title={t("duplicates_empty_title")} text={t("duplicates_empty_text")} />}
    >
      {(suggestions) => (
        <ul className="crm-customers__list">
          {suggestions.map((one) => (
            <SuggestionRow key={one.id} suggestion={one} onDecided={reload} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

interface SuggestionRowProps {
  readonly suggestion: Suggestion;
  readonly onDecided: () => void;
}

function SuggestionRow({ suggestion, onDecided }: SuggestionRowProps) {
  const t = useT();
  const author = useAuthorWords();
  const word = useWord();
  const toast = useToast();
  const [open, setOpen] = useState<"merge" | "dismiss" | null>(null);
  const close = () => {
    setOpen(null);
  };
  const dismiss = useAction(DuplicateDismissDocument, () => {
    close();
    toast({ status: "success", title: t("dismiss_done") });
    onDecided();
  });
  return (
    <li className="crm-customers__card">
      <TwoNames one={suggestion.one} other={suggestion.other} />
      <Stack isRow>
        <Chip tone={suggestion.score >= 80 ? "success" : "info"}>
          {t("score", { score: suggestion.score })}
        </Chip>
        {suggestion.reasons.map((reason) => (
          <Chip key={reason}>{word(reason)}</Chip>
        ))}
        <span className="crm-customers__aside">
          {t("found_at")} <DateTime value={suggestion.foundAt} />
        </span>
        {suggestion.decidedAt ? (
          <span className="crm-customers__aside">
            {author(suggestion.decidedBy, suggestion.decidedByName)} · <DateTime value={suggestion.decidedAt} />
          </span>
        ) : null}
      </Stack>
      {suggestion.state === "OPEN" ? (
        <Stack isRow>
          <Button onClick={() => { setOpen("merge"); }}>{t("compare_and_merge")}</Button>
          <Button tone="secondary" onClick={() => { setOpen("dismiss"); }}>
            {t("dismiss")}
          </Button>
        </Stack>
      ) : null}
      {open === "merge" ? (
        <MergeDialog one={suggestion.one} other={suggestion.other} onClose={close} onMerged={onDecided} />
      ) : null}
      {open === "dismiss" ? (
        <ConfirmDialog
          isOpen
          title={t("dismiss")}
          text={t("dismiss_text")}
          confirmLabel={t("dismiss")}
          isBusy={dismiss.isBusy}
          onClose={close}
          onConfirm={() => dismiss.act({ id: suggestion.id })}
        >
          <FormErrors answer={dismiss.answer} />
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

function TwoNames({ one, other }: { readonly one: string; readonly other: string }) {
  const t = useT();
  const query = useCrmQuery(TwoProfilesDocument, { one, other });
  return (
    <QueryView query={query}>
      {(found) => (
        <Stack isRow>
          {[found.one, found.other].map((profile) =>
            profile ? (
              <Link key={profile.id} to={`/customers/${encodeURIComponent(profile.id)}`}>
                {nameOf(profile) || t("nameless")}
                {profile.email ? ` · ${profile.email}` : ""}
              </Link>
            ) : null,
          )}
        </Stack>
      )}
    </QueryView>
  );
}

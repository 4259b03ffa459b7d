/** One journey: its draft, the people on the way, rehearsals, what it brought, and its versions. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useParams, useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import {
  JourneyDocument,
  JourneyKindsDocument,
  type JourneyStateFragment,
} from "../../api/generated/journeys";
import { EmptyState, Page, QueryView, Tabs } from "../../ui";
import { useChoices } from "./choices";
import { JourneyEditor } from "./editor/journey-editor";
import "./journeys.css";
import { CatalogProvider, readKinds } from "./kinds";
import { readDefinition } from "./model/definition";
import { People } from "./people";
import { Rehearsal } from "./rehearsal";
import { Results } from "./results";
import { StatusChip } from "./status-chip";
import { Switches } from "./switches";
import { Versions } from "./versions";
import { useWords } from "./words";

const TABS = ["editor", "people", "rehearsal", "results", "versions"] as const;

interface PartProps {
  readonly journey: JourneyStateFragment;
  readonly onReload: () => void;
}

function Editor({ journey, onReload }: PartProps) {
  const { say } = useWords();
  // What was opened stays while others write: the editor tells of it when it saves.
  const [newest] = useState(() => journey.versions[0]);
  const [definition] = useState(() => readDefinition(newest?.definition));
  if (newest === undefined || definition === null) {
    return <EmptyState title={say("journeys.unreadable")} text={say("journeys.unreadableText")} />;
  }
  return (
    <JourneyEditor
      journey={journey}
      definition={definition}
      fingerprint={newest.fingerprint}
      onReload={onReload}
    />
  );
}

/** Asks for the journey anew, and begins the page anew once the answer is there. */
function useReload(retry: () => void, data: unknown, fetching: boolean): [number, () => void] {
  const [round, setRound] = useState(0);
  const isWaiting = useRef(false);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (!isWaiting.current) return;
    if (fetching) {
      hasAsked.current = true;
    } else if (hasAsked.current) {
      isWaiting.current = false;
      hasAsked.current = false;
      setRound((before) => before + 1);
    }
  }, [data, fetching]);
  const reload = useCallback(() => {
    isWaiting.current = true;
    retry();
  }, [retry]);
  return [round, reload];
}

export default function JourneyPage() {
  const { say } = useWords();
  const id = useParams()["id"] ?? "";
  const [search, setSearch] = useSearchParams();
  const query = useCrmQuery(JourneyDocument, { id }, { keepPrevious: false });
  const kinds = useCrmQuery(JourneyKindsDocument, {});
  const choices = useChoices();
  const [round, reload] = useReload(query.retry, query.data, query.fetching);
  const catalog = useMemo(
    () => ({ kinds: readKinds(kinds.data?.crmJourneyKinds ?? []), choices }),
    [kinds.data, choices],
  );
  const journey = query.data?.crmJourney ?? null;
  const parts = (given: JourneyStateFragment): Record<string, () => ReactNode> => ({
    editor: () => (
      <QueryView query={kinds}>
        {() => <Editor key={`${id} ${round}`} journey={given} onReload={reload} />}
      </QueryView>
    ),
    people: () => <People journey={given} />,
    rehearsal: () => <Rehearsal journey={given} />,
    results: () => <Results id={given.id} />,
    versions: () => <Versions journey={given} onReload={reload} />,
  });
  return (
    <CatalogProvider value={catalog}>
      <Page
        title={journey?.name ?? say("journeys.one")}
        breadcrumbs={[{ label: say("journeys.title"), to: "/journeys" }]}
        subtitle={journey && <StatusChip status={journey.status} />}
        actions={journey && <Switches journey={journey} />}
      >
        <QueryView query={query}>
          {(data) =>
            data.crmJourney === null ? (
              <EmptyState title={say("journeys.gone")} text={say("journeys.goneText")} />
            ) : (
              <Tabs
                label={say("journeys.parts")}
                selected={search.get("tab") ?? "editor"}
                onSelect={(tab) => {
                  setSearch({ tab }, { replace: true });
                }}
                tabs={TABS.map((key) => ({
                  key,
                  label: say(`journeys.tab.${key}`),
                  render: parts(data.crmJourney as JourneyStateFragment)[key] ?? (() => null),
                }))}
              />
            )
          }
        </QueryView>
      </Page>
    </CatalogProvider>
  );
}

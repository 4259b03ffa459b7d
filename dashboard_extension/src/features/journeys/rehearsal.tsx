/** Play the journey over the past, for everybody or for one person; nothing of it happens. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useSearchParams } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  RehearsalCancelDocument,
  RehearsalDocument,
  RehearsalStartDocument,
  type CrmRehearsalStateEnum,
  type JourneyStateFragment,
} from "../../api/generated/journeys";
import { Button, Chip, DateField, FormErrors, JobProgress, QueryView, Section, Stack, usePolling } from "../../ui";
import { PersonSearch, useNameOf, type Person } from "../../ui/person-search";
import { readDefinition } from "./model/definition";
import { RehearsalReport } from "./rehearsal-report";
import { useWords } from "./words";

const DAY_MILLISECONDS = 86_400_000;
const POLL_MILLISECONDS = 2000;
const PLAYED_DAYS = 90;
const JOB_STATES: Readonly<Record<CrmRehearsalStateEnum, "waiting" | "running" | "done" | "failed" | "canceled">> = {
  WAITING: "waiting",
  RUNNING: "running",
  DONE: "done",
  FAILED: "failed",
  CANCELED: "canceled",
};

function dayAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Nobody chosen means everybody. */
function PersonField({ person, onChange }: { readonly person: Person | null; readonly onChange: (person: Person | null) => void }) {
  const { say } = useWords();
  const nameOf = useNameOf();
  return (
    <>
      <p className="crm-row" role="status">
        {say("journeys.forWhom")}:
        {person === null ? (
          <strong>{say("journeys.everybody")}</strong>
        ) : (
          <Chip
            onRemove={{
              label: say("journeys.notOnly", { name: nameOf(person) }),
              run: () => {
                onChange(null);
              },
            }}
          >
            {nameOf(person)}
          </Chip>
        )}
      </p>
      <PersonSearch label={say("journeys.searchPerson")} onChoose={onChange} />
    </>
  );
}

function Running({ id, journey }: { readonly id: string; readonly journey: JourneyStateFragment }) {
  const { say } = useWords();
  const intl = useIntl();
  // The days that were asked for, which are those of UTC.
  const day = (moment: string) => intl.formatDate(moment, { dateStyle: "medium", timeZone: "UTC" });
  const query = useCrmQuery(RehearsalDocument, { id });
  const [cancel] = useCrmMutation(RehearsalCancelDocument);
  const state = query.data?.crmRehearsal?.state;
  usePolling(query.retry, POLL_MILLISECONDS, state === "WAITING" || state === "RUNNING");
  return (
    <QueryView query={query}>
      {({ crmRehearsal }) =>
        crmRehearsal && (
          <Section title={say("journeys.rehearsalOf", { since: day(crmRehearsal.since), until: day(crmRehearsal.until) })}>
            <JobProgress
              done={Math.round(crmRehearsal.progress * 100)}
              total={100}
              label={say("journeys.rehearsing")}
              state={JOB_STATES[crmRehearsal.state]}
              startedAt={crmRehearsal.createdAt}
              onCancel={() => {
                void cancel({ id });
              }}
            />
            {crmRehearsal.error !== "" && <p role="alert">{crmRehearsal.error}</p>}
            {crmRehearsal.report !== null && <RehearsalReport report={crmRehearsal.report} definition={readDefinition(journey.versions[0]?.definition)} />}
          </Section>
        )
      }
    </QueryView>
  );
}

export function Rehearsal({ journey }: { readonly journey: JourneyStateFragment }) {
  const { say } = useWords();
  const [search, setSearch] = useSearchParams();
  const [since, setSince] = useState(() => dayAgo(PLAYED_DAYS));
  const [until, setUntil] = useState(() => dayAgo(0));
  const [person, setPerson] = useState<Person | null>(null);
  const [refusal, setRefusal] = useState<MutationAnswer<unknown> | null>(null);
  const [run, { fetching }] = useCrmMutation(RehearsalStartDocument, { refresh: false });
  const rehearsal = search.get("rehearsal");

  async function start() {
    const answer = await run({
      since: `${since}T00:00:00Z`,
      until: `${until}T00:00:00Z`,
      journeys: [journey.id],
      profile: person?.id ?? null,
    });
    const id = answer.data?.crmRehearsalStart?.rehearsal?.id;
    setRefusal(id === undefined ? answer : null);
    if (id !== undefined) {
      // In the address, so that the page can be closed and opened again while it runs.
      setSearch({ tab: "rehearsal", rehearsal: id }, { replace: true });
    }
  }

  return (
    <Stack>
      <Section title={say("journeys.rehearse")} text={say("journeys.rehearseText")}>
        <form
          className="crm-stack"
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <FormErrors answer={refusal} shown={["since", "until"]} />
          <div className="crm-journeys-row">
            <DateField label={say("journeys.since")} value={since} max={until} onChange={setSince} error={refusal?.fieldErrors["since"]} />
            <DateField label={say("journeys.until")} value={until} min={since} onChange={setUntil} error={refusal?.fieldErrors["until"]} />
          </div>
          <PersonField person={person} onChange={setPerson} />
          <Button type="submit" tone="primary" isBusy={fetching}>
            {say("journeys.startRehearsal")}
          </Button>
        </form>
      </Section>
      {rehearsal !== null && <Running key={rehearsal} id={rehearsal} journey={journey} />}
    </Stack>
  );
}

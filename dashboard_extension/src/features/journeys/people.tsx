/** Where people stand in the journey, who they are, and what is done about those who are stuck. */
import { useState } from "react";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  EnrollmentRetryDocument,
  EnrollmentSkipDocument,
  JourneyPeopleDocument,
  type JourneyPeopleQuery,
  type JourneyStateFragment,
} from "../../api/generated/journeys";
import { Count, DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  DataTable,
  EmptyState,
  LinkButton,
  LoadOlder,
  QueryView,
  Section,
  Stack,
  TextField,
  useToast,
} from "../../ui";
import { whyNot } from "./answers";
import { useStepWords } from "./editor/use-step-words";
import { useKinds } from "./kinds";
import { readDefinition } from "./model/definition";
import { useWords } from "./words";

type Standing = JourneyStateFragment["people"][number];
type Passage = NonNullable<JourneyPeopleQuery["crmJourneyPeople"]>["edges"][number]["node"];

function Stuck({ passages }: { readonly passages: readonly Passage[] }) {
  const { say } = useWords();
  const toast = useToast();
  const [isSkipping, setIsSkipping] = useState(false);
  const [reason, setReason] = useState("");
  const [retry, retrying] = useCrmMutation(EnrollmentRetryDocument);
  const [skip, skipping] = useCrmMutation(EnrollmentSkipDocument);
  const ids = passages.filter((one) => one.state === "STUCK").map((one) => one.id);
  if (ids.length === 0) {
    return null;
  }
  const tell = (isDone: boolean, text: string) => {
    toast(
      isDone
        ? { status: "success", title: say("journeys.stuckMended", { count: ids.length }) }
        : { status: "error", title: say("journeys.stuckLeft"), text },
    );
  };
  return (
    <div className="crm-journeys-actions">
      <Button
        isBusy={retrying.fetching}
        onClick={() => {
          void retry({ ids }).then((answer) => {
            tell(answer.ok, whyNot(answer));
          });
        }}
      >
        {say("journeys.retryStuck", { count: ids.length })}
      </Button>
      <Button
        onClick={() => {
          setIsSkipping(true);
        }}
      >
        {say("journeys.skipStuck", { count: ids.length })}
      </Button>
      <ConfirmDialog
        isOpen={isSkipping}
        title={say("journeys.skipTitle")}
        text={say("journeys.skipText", { count: ids.length })}
        confirmLabel={say("journeys.skipNow")}
        isDangerous
        isBusy={skipping.fetching}
        isBlocked={reason.trim() === ""}
        onClose={() => {
          setIsSkipping(false);
        }}
        onConfirm={async () => {
          const answer = await skip({ ids, reason });
          setIsSkipping(false);
          tell(answer.ok, whyNot(answer));
        }}
      >
        <TextField label={say("journeys.skipReason")} value={reason} onChange={setReason} isRequired />
      </ConfirmDialog>
    </div>
  );
}

interface PassagesProps {
  readonly version: string;
  readonly step: string;
  readonly caption: string;
}

function Passages({ version, step, caption }: PassagesProps) {
  const { say } = useWords();
  const [after, setAfter] = useState<string | null>(null);
  const query = useCrmQuery(JourneyPeopleDocument, { version, step, after });
  return (
    <QueryView query={query}>
      {(data) => {
        const rows = data.crmJourneyPeople?.edges.map((edge) => edge.node) ?? [];
        const info = data.crmJourneyPeople?.pageInfo;
        return (
          <Stack>
            <Stuck passages={rows} />
            <DataTable<Passage>
              caption={caption}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "person",
                  title: say("journeys.person"),
                  render: (row) => (
                    <LinkButton tone="tertiary" to={`/customers/${encodeURIComponent(row.profileId)}`}>
                      {say("journeys.openPerson", { about: row.key })}
                    </LinkButton>
                  ),
                },
                {
                  key: "state",
                  title: say("journeys.state"),
                  render: (row) => (
                    <>
                      <Chip tone={row.state === "STUCK" ? "critical" : "neutral"}>
                        {say(`journeys.state.${row.state}`)}
                      </Chip>{" "}
                      {row.lastError}
                    </>
                  ),
                },
                { key: "entered", title: say("journeys.entered"), render: (row) => <DateTime value={row.enteredAt} /> },
                { key: "due", title: say("journeys.due"), render: (row) => <DateTime value={row.dueAt} /> },
              ]}
              empty={<EmptyState title={say("journeys.nobodyHere")} />}
            />
            {/* Page by page, so that a full step costs no more memory than a short one. */}
            <LoadOlder
              hasMore={info?.hasNextPage ?? false}
              isLoading={query.fetching}
              onLoad={() => {
                setAfter(info?.endCursor ?? null);
              }}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}

export function People({ journey }: { readonly journey: JourneyStateFragment }) {
  const { say } = useWords();
  const [shown, setShown] = useState<Standing | null>(null);
  const version = journey.versions.find((one) => one.number === shown?.version);
  const { label } = useKinds();
  const { summary } = useStepWords();
  const stepOf = (row: Standing) => {
    const version = journey.versions.find((one) => one.number === row.version);
    return readDefinition(version?.definition)?.steps[row.step];
  };
  const name = (row: Standing) => {
    const step = stepOf(row);
    if (step === undefined) return row.step === "" ? say("journeys.beforeFirst") : row.step;
    return [label("step", step.kind), summary(step)].filter((one) => one !== "").join(": ");
  };
  return (
    <Stack>
      <Section title={say("journeys.peopleTitle")}>
        <DataTable<Standing>
          caption={say("journeys.peopleTitle")}
          rows={journey.people}
          rowKey={(row) => `${row.version} ${row.step} ${row.state}`}
          onOpen={setShown}
          columns={[
            { key: "step", title: say("journeys.step"), render: name },
            { key: "version", title: say("journeys.version"), render: (row) => row.version },
            {
              key: "state",
              title: say("journeys.state"),
              render: (row) => (
                <Chip tone={row.state === "STUCK" ? "critical" : "neutral"}>{say(`journeys.state.${row.state}`)}</Chip>
              ),
            },
            {
              key: "people",
              title: say("journeys.inFlight"),
              align: "end",
              render: (row) => <Count value={row.people} />,
            },
          ]}
          empty={<EmptyState title={say("journeys.nobody")} text={say("journeys.nobodyText")} />}
        />
      </Section>
      {shown !== null && version !== undefined && (
        <Section title={say("journeys.peopleAt", { step: name(shown) })}>
          <Passages
            key={`${version.id} ${shown.step}`}
            version={version.id}
            step={shown.step}
            caption={say("journeys.peopleAt", { step: name(shown) })}
          />
        </Section>
      )}
    </Stack>
  );
}

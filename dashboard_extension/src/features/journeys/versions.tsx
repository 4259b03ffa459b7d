/** All versions: what each said, how to write on from one, and how to take people along. */
import { useState } from "react";
import { useCrmMutation } from "../../api";
import { JourneyMovePeopleDocument, JourneySaveDocument, type JourneyStateFragment } from "../../api/generated/journeys";
import { DateTime } from "../../i18n";
import { Button, Chip, DataTable, Dialog, FormErrors, SelectField, useToast } from "../../ui";
import { whyNot } from "./answers";
import { useKinds } from "./kinds";
import { readDefinition } from "./model/definition";
import { readingOrder } from "./model/edges";
import { useWords } from "./words";

type Version = JourneyStateFragment["versions"][number];

interface MoveProps {
  readonly journey: JourneyStateFragment;
  readonly from: Version;
  readonly to: Version;
  readonly onClose: () => void;
}

/** Stands for leaving in the lists; no step can be called so. */
const LEAVE = ":leave";

function stepsOf(version: Version): readonly string[] {
  const definition = readDefinition(version.definition);
  return definition === null ? [] : readingOrder(definition);
}

function MoveDialog({ journey, from, to, onClose }: MoveProps) {
  const { say } = useWords();
  const toast = useToast();
  const old = stepsOf(from);
  const next = stepsOf(to);
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    Object.fromEntries(old.map((step) => [step, next.includes(step) ? step : ""])),
  );
  const [run, { fetching }] = useCrmMutation(JourneyMovePeopleDocument);
  const [refusal, setRefusal] = useState<Awaited<ReturnType<typeof run>> | null>(null);

  async function move() {
    const answer = await run({ id: journey.id, from: from.number, to: to.number, mapping });
    if (answer.ok) {
      toast({ status: "success", title: say("journeys.moving") });
      onClose();
    } else {
      setRefusal(answer);
    }
  }

  return (
    <Dialog
      title={say("journeys.moveTitle", { from: from.number, to: to.number })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say("journeys.cancel")}</Button>
          <Button
            tone="primary"
            isBusy={fetching}
            onClick={() => {
              void move();
            }}
          >
            {say("journeys.moveNow")}
          </Button>
        </>
      }
    >
      <p>{say("journeys.moveText")}</p>
      <FormErrors answer={refusal} />
      {old.map((step) => (
        <SelectField
          key={step}
          label={say("journeys.moveFrom", { step })}
          value={mapping[step] === "" ? LEAVE : (mapping[step] ?? "")}
          options={[{ value: LEAVE, label: say("journeys.leave") }, ...next.map((value) => ({ value, label: value }))]}
          onChange={(target) => {
            setMapping({ ...mapping, [step]: target === LEAVE ? "" : target });
          }}
        />
      ))}
    </Dialog>
  );
}

function Outlined({ version }: { readonly version: Version }) {
  const { label } = useKinds();
  const definition = readDefinition(version.definition);
  if (definition === null) {
    return null;
  }
  return (
    <ol>
      <li>{label("trigger", definition.trigger.kind)}</li>
      {readingOrder(definition).map((name) => (
        <li key={name}>
          {label("step", definition.steps[name]?.kind ?? "")} <small>{name}</small>
        </li>
      ))}
    </ol>
  );
}

interface VersionsProps {
  readonly journey: JourneyStateFragment;
  readonly onReload: () => void;
}

export function Versions({ journey, onReload }: VersionsProps) {
  const { say } = useWords();
  const toast = useToast();
  const [shown, setShown] = useState<Version | null>(null);
  const [moving, setMoving] = useState<Version | null>(null);
  const [save, saving] = useCrmMutation(JourneySaveDocument);
  const current = journey.versions.find((one) => one.id === journey.currentVersion?.id);
  const hasPeople = (version: Version) => journey.people.some((row) => row.version === version.number);

  async function writeOn(version: Version) {
    const answer = await save({
      id: journey.id,
      definition: version.definition,
      basedOn: journey.versions[0]?.fingerprint ?? null,
    });
    if (answer.ok) {
      onReload();
      toast({ status: "success", title: say("journeys.writtenOn", { number: version.number }) });
    } else {
      toast({ status: "error", title: say("journeys.notSaved"), text: whyNot(answer) });
    }
  }

  return (
    <>
      <DataTable<Version>
        caption={say("journeys.tab.versions")}
        rows={journey.versions}
        rowKey={(row) => row.id}
        onOpen={setShown}
        columns={[
          {
            key: "number",
            title: say("journeys.version"),
            render: (row) => say("journeys.versionNumber", { number: row.number }),
          },
          {
            key: "state",
            title: say("journeys.state"),
            render: (row) =>
              row.publishedAt === null ? (
                <Chip>{say("journeys.draft")}</Chip>
              ) : (
                <>
                  <DateTime value={row.publishedAt} /> {row.publishedBy}{" "}
                  {row.id === current?.id && <Chip tone="success">{say("journeys.inForce")}</Chip>}
                </>
              ),
          },
          {
            key: "actions",
            title: say("journeys.actions"),
            render: (row) =>
              row.publishedAt !== null && (
                <span className="crm-journeys-actions">
                  <Button
                    isBusy={saving.fetching}
                    onClick={() => {
                      void writeOn(row);
                    }}
                  >
                    {say("journeys.writeOn", { number: row.number })}
                  </Button>
                  {current !== undefined && row.id !== current.id && hasPeople(row) && (
                    <Button
                      onClick={() => {
                        setMoving(row);
                      }}
                    >
                      {say("journeys.movePeople", { number: row.number })}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {shown !== null && (
        <Dialog
          title={say("journeys.versionNumber", { number: shown.number })}
          isOpen
          onClose={() => {
            setShown(null);
          }}
        >
          <Outlined version={shown} />
        </Dialog>
      )}
      {moving !== null && current !== undefined && (
        <MoveDialog
          journey={journey}
          from={moving}
          to={current}
          onClose={() => {
            setMoving(null);
          }}
        />
      )}
    </>
  );
}

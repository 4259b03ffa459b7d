/** Turn a journey on, let everybody stand, or let it run out; each asks first. */
import { useState } from "react";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  JourneyDrainDocument,
  JourneyPauseDocument,
  JourneyTurnOnDocument,
  type CrmJourneyStatusEnum,
  type JourneyStateFragment,
} from "../../api/generated/journeys";
import { Button, ConfirmDialog, useToast } from "../../ui";
import { whyNot } from "./answers";
import { useWords } from "./words";

const SWITCHES = ["turnOn", "pause", "drain"] as const;
type Switch = (typeof SWITCHES)[number];

const FROM: Readonly<Record<Switch, readonly CrmJourneyStatusEnum[]>> = {
  turnOn: ["OFF", "PAUSED", "DRAINING"],
  pause: ["ON", "DRAINING"],
  drain: ["ON", "PAUSED"],
};

export function Switches({ journey }: { readonly journey: JourneyStateFragment }) {
  const { say } = useWords();
  const toast = useToast();
  const [asked, setAsked] = useState<Switch | null>(null);
  const [turnOn, turningOn] = useCrmMutation(JourneyTurnOnDocument);
  const [pause, pausing] = useCrmMutation(JourneyPauseDocument);
  const [drain, draining] = useCrmMutation(JourneyDrainDocument);
  const isBusy = turningOn.fetching || pausing.fetching || draining.fetching;

  async function doIt(chosen: Switch) {
    const run: (given: { id: string }) => Promise<MutationAnswer<unknown>> = { turnOn, pause, drain }[chosen];
    const answer = await run({ id: journey.id });
    setAsked(null);
    toast(
      answer.ok
        ? { status: "success", title: say("journeys.switched") }
        : {
            status: "error",
            title: say("journeys.notSwitched"),
            text: whyNot(answer),
          },
    );
  }

  return (
    <>
      {SWITCHES.filter((one) => FROM[one].includes(journey.status)).map((one) => (
        <Button
          key={one}
          disabled={isBusy || journey.currentVersion === null}
          onClick={() => {
            setAsked(one);
          }}
        >
          {say(`journeys.${one}`)}
        </Button>
      ))}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={say(`journeys.${asked}Title`)}
          text={say(`journeys.${asked}Text`, { people: journey.inFlight })}
          confirmLabel={say(`journeys.${asked}Now`)}
          isBusy={isBusy}
          onConfirm={() => doIt(asked)}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}

/** Begin a journey: its name, its code, and what begins it. */

import { useState } from "react";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { JourneyCreateDocument, JourneyKindsDocument } from "../../api/generated/journeys";
import { Button, Dialog, FormErrors, QueryView, SelectField, TextField } from "../../ui";
import { CatalogProvider, NO_CHOICES, readKinds, useKinds } from "./kinds";
import { firstDefinition } from "./model/editing";
import { useWords } from "./words";

function codeOf(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 64);
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const { options } = useKinds();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [trigger, setTrigger] = useState("order_paid");
  const [refusal, setRefusal] = useState<MutationAnswer<unknown> | null>(null);
  const errors = refusal?.fieldErrors ?? {};
  const [run, { fetching }] = useCrmMutation(JourneyCreateDocument);
  const shown = code ?? codeOf(name);

  async function create() {
    const answer = await run({ name, code: shown, definition: firstDefinition(trigger) });
    const journey = answer.data?.crmJourneyCreate?.journey;
    if (!journey) {
      setRefusal(answer);
      return;
    }
    void navigate(`/journeys/${encodeURIComponent(journey.id)}`);
  }

  return (
    <form
      className="crm-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <FormErrors answer={refusal} shown={["name", "code", "definition"]} />
      <TextField label={say("journeys.name")} value={name} error={errors["name"]} onChange={setName} />
      <TextField
        label={say("journeys.code")}
        help={say("journeys.codeHelp")}
        value={shown}
        error={errors["code"]}
        onChange={setCode}
      />
      <SelectField
        label={say("journeys.trigger")}
        value={trigger}
        options={[...options("trigger")]}
        error={errors["definition"]}
        onChange={setTrigger}
      />
      <div className="crm-journeys-actions">
        <Button tone="primary" type="submit" disabled={fetching || name.trim() === "" || shown === ""}>
          {say("journeys.create")}
        </Button>
        <Button onClick={onClose}>
          {say("journeys.cancel")}
        </Button>
      </div>
    </form>
  );
}

export function NewJourneyDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const kinds = useCrmQuery(JourneyKindsDocument, {});
  return (
    <Dialog title={say("journeys.new")} isOpen onClose={onClose}>
      <QueryView query={kinds}>
        {(data) => (
          <CatalogProvider value={{ kinds: readKinds(data.crmJourneyKinds), choices: NO_CHOICES }}>
            <Form onClose={onClose} />
          </CatalogProvider>
        )}
      </QueryView>
    </Dialog>
  );
}

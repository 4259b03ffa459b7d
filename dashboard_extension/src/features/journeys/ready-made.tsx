/** The follow-ups that come with the plugin: what each does, and what can be chosen for it. */

import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  ReadyMadeJourneyInstallDocument,
  ReadyMadeJourneysDocument,
  type ReadyMadeJourneysQuery,
} from "../../api/generated/journeys";
import { Button, Dialog, FormErrors, QueryView, Section } from "../../ui";
import { useChoices } from "./choices";
import { SchemaForm } from "./form/schema-form";
import { CatalogProvider } from "./kinds";
import type { JsonSchema, Settings } from "./model/definition";
import { plainSettings } from "./model/editing";
import { StatusChip } from "./status-chip";
import { useWords } from "./words";

type FollowUp = ReadyMadeJourneysQuery["crmReadyMadeJourneys"][number];

function InstallDialog({ followUp, onClose }: { readonly followUp: FollowUp; readonly onClose: () => void }) {
  const { say, known } = useWords();
  const navigate = useNavigate();
  const schema = (followUp.settingsSchema ?? {}) as JsonSchema;
  const [settings, setSettings] = useState<Settings>(() => plainSettings(schema));
  const [refusal, setRefusal] = useState<MutationAnswer<unknown> | null>(null);
  const [run, { fetching }] = useCrmMutation(ReadyMadeJourneyInstallDocument);
  const choices = useChoices();
  const catalog = useMemo(() => ({ kinds: [], choices }), [choices]);

  async function install() {
    const answer = await run({ code: followUp.code, settings });
    const given = answer.data?.crmReadyMadeJourneyInstall;
    if (!given?.journey) {
      setRefusal(answer);
      return;
    }
    void navigate(`/journeys/${encodeURIComponent(given.journey.id)}`);
  }

  return (
    <Dialog
      title={known(`journeys.readyMade.${followUp.code}`, followUp.label)}
      isOpen
      onClose={onClose}
      size="large"
    >
      <p>{known(`journeys.readyMadeText.${followUp.code}`, followUp.summary)}</p>
      <p>{say("journeys.installText")}</p>
      <FormErrors answer={refusal} />
      <CatalogProvider value={catalog}>
        <SchemaForm
          schema={schema}
          value={settings}
          onChange={(next) => {
            setSettings(next);
          }}
        />
      </CatalogProvider>
      <div className="crm-journeys-actions">
        <Button
          tone="primary"
          isBusy={fetching}
          onClick={() => {
            void install();
          }}
        >
          {say("journeys.install")}
        </Button>
        <Button onClick={onClose}>
          {say("journeys.cancel")}
        </Button>
      </div>
    </Dialog>
  );
}

export function ReadyMade() {
  const { say, known } = useWords();
  const navigate = useNavigate();
  const query = useCrmQuery(ReadyMadeJourneysDocument, {});
  const [chosen, setChosen] = useState<FollowUp | null>(null);
  return (
    <Section title={say("journeys.readyMade")}>
      <QueryView query={query}>
        {(data) => (
          <ul className="crm-journeys-cards">
            {data.crmReadyMadeJourneys.map((one) => {
              const label = known(`journeys.readyMade.${one.code}`, one.label);
              const { journey } = one;
              return (
                <li key={one.code}>
                  <h3>{label}</h3>
                  <p>{known(`journeys.readyMadeText.${one.code}`, one.summary)}</p>
                  {journey !== null && <StatusChip status={journey.status} />}
                  <Button
                    onClick={() => {
                      if (journey === null) {
                        setChosen(one);
                      } else {
                        void navigate(`/journeys/${encodeURIComponent(journey.id)}`);
                      }
                    }}
                  >
                    {journey === null
                      ? say("journeys.installOne", { name: label })
                      : say("journeys.openOne", { name: label })}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </QueryView>
      {chosen !== null && (
        <InstallDialog
          followUp={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </Section>
  );
}

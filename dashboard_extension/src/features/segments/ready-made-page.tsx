/** Segments that come with the plugin: staff tell what a shop must say for one, and have it. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  ReadyMadeSegmentInstallDocument,
  ReadyMadeSegmentsDocument,
  type ReadyMadeSegmentsQuery,
} from "../../api/generated/segments";
import { ConfirmDialog, DataTable, FormErrors, Page, QueryView, Section, TextField } from "../../ui";
import { SEGMENTS, segmentPath } from "./paths";
import { setIn, settingsOf, type Setting } from "./rule/fields";
import { NamesProvider } from "./rule/names";
import { SettingField } from "./rule/setting-field";
import type { Json, Scope } from "./rule/tree";
import { told } from "./rule/words";
import "./segments.css";

type ReadyMade = ReadyMadeSegmentsQuery["crmReadyMadeSegments"][number];

export default function ReadyMadePage() {
  const intl = useIntl();
  const query = useCrmQuery(ReadyMadeSegmentsDocument, {});
  const [chosen, setChosen] = useState<ReadyMade | null>(null);
  return (
    <Page
      title={intl.formatMessage({ id: "segments.readyMade" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "segments.title" }), to: SEGMENTS }]}
    >
      <Section title={intl.formatMessage({ id: "segments.readyMade" })} hideTitle>
        <QueryView query={query}>
          {({ crmReadyMadeSegments }) => (
            <DataTable
              caption={intl.formatMessage({ id: "segments.readyMade" })}
              rows={crmReadyMadeSegments}
              rowKey={(row) => row.code}
              onOpen={setChosen}
              columns={[
                {
                  key: "name",
                  title: <FormattedMessage id="segments.name" />,
                  render: (row) => told(intl, `segments.readyMade.${row.code}`, row.name),
                },
                {
                  key: "whom",
                  title: <FormattedMessage id="segments.whom" />,
                  render: (row) => told(intl, `segments.whom.${row.code}`, row.description),
                },
              ]}
            />
          )}
        </QueryView>
      </Section>
      {chosen !== null && (
        <NamesProvider>
          <InstallDialog
            key={chosen.code}
            readyMade={chosen}
            onClose={() => {
              setChosen(null);
            }}
          />
        </NamesProvider>
      )}
    </Page>
  );
}

function InstallDialog({ readyMade, onClose }: { readyMade: ReadyMade; onClose: () => void }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const settings = settingsOf(readyMade.settingsSchema);
  const label = told(intl, `segments.readyMade.${readyMade.code}`, readyMade.name);
  const [name, setName] = useState(label);
  const [values, setValues] = useState<Scope>(() => fallbacksOf(settings));
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [install, { fetching }] = useCrmMutation(ReadyMadeSegmentInstallDocument);

  const confirm = async (): Promise<void> => {
    const done = await install({ code: readyMade.code, name, settings: values });
    setAnswer(done);
    const id = done.data?.crmReadyMadeSegmentInstall?.segment?.id;
    if (done.ok && id !== undefined) await navigate(segmentPath(id));
  };
  return (
    <ConfirmDialog
      title={label}
      text={told(intl, `segments.whom.${readyMade.code}`, readyMade.description)}
      confirmLabel={intl.formatMessage({ id: "segments.readyMade.install" })}
      isOpen
      isBusy={fetching}
      isBlocked={name.trim() === "" || settings.some((one) => one.isRequired && values[one.name] === undefined)}
      onClose={onClose}
      onConfirm={confirm}
    >
      <FormErrors answer={answer} shown={["name", ...settings.map((one) => `settings.${one.name}`)]} />
      <TextField
        label={intl.formatMessage({ id: "segments.name" })}
        value={name}
        onChange={setName}
        maxLength={120}
        error={answer?.fieldErrors["name"]}
        isRequired
      />
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={values[setting.name]}
          onChange={(value) => {
            setValues((before) => setIn(before, setting.name, value));
          }}
          error={answer?.fieldErrors[`settings.${setting.name}`]}
        />
      ))}
    </ConfirmDialog>
  );
}

function fallbacksOf(settings: readonly Setting[]): Scope {
  const known = settings.filter((one) => one.fallback !== null).map((one): [string, Json] => [one.name, one.fallback]);
  return Object.fromEntries(known);
}

/** Which other sites may show these pages in a frame: where the Dashboard runs. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import { SettingsOriginAddDocument, SettingsOriginRemoveDocument, SettingsOriginsDocument } from "../../api/generated/settings";
import { Button, ConfirmDialog, DataTable, EmptyState, FormErrors, QueryView, Section, Stack, TextField, useToast } from "../../ui";
import { framedBy } from "./framed-by";
import type { Answer } from "./use-saved-choices";

export function OriginsSection() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsOriginsDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.origins" })} text={<FormattedMessage id="settings.originsText" />}>
      <QueryView query={query}>{(data) => <Origins {...data.crmSetup} />}</QueryView>
    </Section>
  );
}

function Origins({ dashboardOrigins, pagesUrl }: { dashboardOrigins: readonly string[]; pagesUrl: string }) {
  const intl = useIntl();
  const toast = useToast();
  const [add, adding] = useCrmMutation(SettingsOriginAddDocument);
  const [remove, removing] = useCrmMutation(SettingsOriginRemoveDocument);
  const [written, setWritten] = useState("");
  const [refusal, setRefusal] = useState<Answer | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const here = framedBy();

  const keep = async (origin: string) => {
    const answer = await add({ origin });
    setRefusal(answer.ok ? null : answer);
    if (!answer.ok) return;
    setRemoved(null);
    setWritten("");
    toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
  };
  const drop = async (origin: string) => {
    const answer = await remove({ origin });
    setAsked(null);
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) setRemoved(origin);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep(written.trim());
  };

  return (
    <Stack>
      {removed !== null && (
        <div className="crm-banner crm-banner--success" role="status">
          <span>
            <FormattedMessage id="settings.originRemoved" values={{ origin: removed }} />
          </span>
          <Button isBusy={adding.fetching} onClick={() => void keep(removed)}>
            <FormattedMessage id="settings.undo" />
          </Button>
        </div>
      )}
      <DataTable
        caption={intl.formatMessage({ id: "settings.origins" })}
        rows={dashboardOrigins}
        rowKey={(origin) => origin}
        columns={[
          {
            key: "origin",
            title: <FormattedMessage id="settings.origin" />,
            render: (origin) => (
              <>
                <code>{origin}</code> {origin === here && <FormattedMessage id="settings.originHere" />}
              </>
            ),
          },
          {
            key: "remove",
            title: <FormattedMessage id="settings.remove" />,
            render: (origin) => (
              <Button
                tone="tertiary"
                label={intl.formatMessage({ id: "settings.removeOf" }, { name: origin })}
                onClick={() => {
                  setAsked(origin);
                }}
              >
                <FormattedMessage id="settings.remove" />
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            title={intl.formatMessage({ id: "settings.noOrigins" })}
            text={<FormattedMessage id="settings.noOriginsText" />}
          />
        }
      />
      <form noValidate onSubmit={submit} aria-label={intl.formatMessage({ id: "settings.originAdd" })}>
        <Stack>
          <FormErrors answer={refusal} shown={["origin"]} />
          <TextField
            label={intl.formatMessage({ id: "settings.originNew" })}
            help={<FormattedMessage id="settings.originHelp" />}
            type="url"
            placeholder="https://dashboard.example.com"
            value={written}
            error={refusal?.fieldErrors["origin"]}
            onChange={setWritten}
          />
          <Stack isRow>
            <Button type="submit" isBusy={adding.fetching} disabled={written.trim() === ""}>
              <FormattedMessage id="settings.originAdd" />
            </Button>
          </Stack>
        </Stack>
      </form>
      <ConfirmDialog
        isOpen={asked !== null}
        isDangerous
        isBusy={removing.fetching}
        title={intl.formatMessage({ id: "settings.originRemove" })}
        text={
          <FormattedMessage
            id={asked === here ? "settings.originRemoveHere" : "settings.originRemoveText"}
            values={{ origin: <code>{asked}</code>, pages: <code>{pagesUrl}</code> }}
          />
        }
        confirmLabel={intl.formatMessage({ id: "settings.remove" })}
        onClose={() => {
          setAsked(null);
        }}
        onConfirm={() => asked !== null && drop(asked)}
      />
    </Stack>
  );
}

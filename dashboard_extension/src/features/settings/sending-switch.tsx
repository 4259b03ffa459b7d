/** Whether messages leave: stopped, all to one address for trying, or live. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsGoLiveDocument,
  SettingsSendingDocument,
  SettingsStopDocument,
  SettingsTestDocument,
  type SettingsSendingQuery,
} from "../../api/generated/settings";
import { Button, Chip, ConfirmDialog, Facts, FormErrors, QueryView, Section, Stack, TextField, useToast } from "../../ui";
import type { Answer } from "./use-saved-choices";

type Sending = SettingsSendingQuery["crmSendingSettings"];

const TONES = { STOPPED: "neutral", TEST: "warning", LIVE: "success" } as const;

export function SendingSwitch() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsSendingDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.sending" })} text={<FormattedMessage id="settings.sendingText" />}>
      <QueryView query={query}>{(data) => <Switch sending={data.crmSendingSettings} />}</QueryView>
    </Section>
  );
}

function Switch({ sending }: { sending: Sending }) {
  const intl = useIntl();
  const toast = useToast();
  const [goLive, { fetching: isGoing }] = useCrmMutation(SettingsGoLiveDocument);
  const [stop, { fetching: isStopping }] = useCrmMutation(SettingsStopDocument);
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, setRefusal] = useState<Answer | null>(null);

  const tell = (answer: Answer, id: string) => {
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) toast({ status: "success", title: intl.formatMessage({ id }) });
  };

  return (
    <Stack>
      <Facts
        facts={[
          {
            label: <FormattedMessage id="settings.mode" />,
            value: (
              <Chip tone={TONES[sending.mode]}>
                <FormattedMessage id={`settings.mode.${sending.mode}`} />
              </Chip>
            ),
          },
          ...(sending.hold
            ? [
                {
                  label: <FormattedMessage id="settings.hold" />,
                  value: <FormattedMessage id={`settings.hold.${sending.hold}`} />,
                },
              ]
            : []),
        ]}
      />
      <FormErrors answer={refusal} />
      <Stack isRow>
        {sending.mode !== "LIVE" && (
          <Button
            tone="primary"
            isBusy={isGoing}
            onClick={() => {
              setIsAsking(true);
            }}
          >
            <FormattedMessage id="settings.goLive" />
          </Button>
        )}
        {sending.mode !== "STOPPED" && (
          <Button
            tone="danger"
            isBusy={isStopping}
            onClick={() => {
              void stop({}).then((answer) => {
                tell(answer, "settings.stopped");
              });
            }}
          >
            <FormattedMessage id="settings.stop" />
          </Button>
        )}
      </Stack>
      <TestMode saved={sending.testAddress} onAnswer={tell} />
      {isAsking && (
        <ConfirmDialog
          isOpen
          title={intl.formatMessage({ id: "settings.goLiveTitle" })}
          text={<FormattedMessage id="settings.goLiveText" />}
          confirmLabel={intl.formatMessage({ id: "settings.goLive" })}
          onClose={() => {
            setIsAsking(false);
          }}
          onConfirm={() => {
            setIsAsking(false);
            void goLive({}).then((answer) => {
              tell(answer, "settings.isLive");
            });
          }}
        />
      )}
    </Stack>
  );
}

interface TestModeProps {
  saved: string;
  onAnswer: (answer: Answer, id: string) => void;
}

function TestMode({ saved, onAnswer }: TestModeProps) {
  const intl = useIntl();
  const [address, setAddress] = useState(saved);
  const [run, { fetching }] = useCrmMutation(SettingsTestDocument);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run({ address }).then((answer) => {
          onAnswer(answer, "settings.isTest");
        });
      }}
    >
      <Stack isRow>
        <TextField
          label={intl.formatMessage({ id: "settings.testAddress" })}
          help={<FormattedMessage id="settings.testAddressHelp" />}
          type="email"
          value={address}
          onChange={setAddress}
        />
        <Button type="submit" isBusy={fetching} disabled={address.trim() === ""}>
          <FormattedMessage id="settings.test" />
        </Button>
      </Stack>
    </form>
  );
}

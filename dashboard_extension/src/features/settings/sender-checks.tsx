/** What the DNS says of letters from the senders' domains; asked only when somebody wants to know. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { SettingsSenderChecksDocument } from "../../api/generated/settings";
import { Button, Chip, DataTable, EmptyState, QueryView, Section } from "../../ui";

const TONES = { GREEN: "success", RED: "critical", UNKNOWN: "warning" } as const;

export function SenderChecks() {
  const intl = useIntl();
  const [isAsked, setIsAsked] = useState(false);
  const checks = useCrmQuery(SettingsSenderChecksDocument, {}, { pause: !isAsked });
  return (
    <Section
      title={intl.formatMessage({ id: "settings.checks" })}
      text={<FormattedMessage id="settings.checksText" />}
      actions={
        <Button
          isBusy={isAsked && checks.fetching}
          onClick={() => {
            if (isAsked) checks.retry();
            setIsAsked(true);
          }}
        >
          <FormattedMessage id="settings.check" />
        </Button>
      }
    >
      {isAsked && (
        <QueryView query={checks}>
          {(data) => (
            <DataTable
              caption={intl.formatMessage({ id: "settings.checks" })}
              rows={data.crmSenderChecks}
              rowKey={({ domain, check }) => `${domain} ${check}`}
              empty={<EmptyState title={intl.formatMessage({ id: "settings.noSender" })} />}
              columns={[
                { key: "domain", title: <FormattedMessage id="settings.domain" />, render: ({ domain }) => domain },
                { key: "check", title: <FormattedMessage id="settings.lookedFor" />, render: ({ check }) => check },
                {
                  key: "status",
                  title: <FormattedMessage id="settings.status" />,
                  render: ({ status }) => (
                    <Chip tone={TONES[status]}>
                      <FormattedMessage id={`settings.status.${status}`} />
                    </Chip>
                  ),
                },
                { key: "remedy", title: <FormattedMessage id="settings.remedy" />, render: ({ remedy }) => remedy },
              ]}
            />
          )}
        </QueryView>
      )}
    </Section>
  );
}

/** By what messages leave: the channels that are set up, whether they are used, and how they do. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { SettingsAccountsDocument, type SettingsAccountsQuery } from "../../api/generated/settings";
import { DateTime } from "../../i18n";
import { Button, Chip, DataTable, EmptyState, QueryView, Section, type Column } from "../../ui";
import { AccountDialog } from "./account-dialog";

export type Account = SettingsAccountsQuery["crmChannelAccounts"][number];

export function AccountsSection() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsAccountsDocument, {});
  const [edited, setEdited] = useState<Account | "new" | null>(null);
  const types = query.data?.crmChannelTypes ?? [];
  return (
    <Section
      title={intl.formatMessage({ id: "settings.accounts" })}
      text={<FormattedMessage id="settings.accountsText" />}
      actions={
        types.length > 0 && (
          <Button
            onClick={() => {
              setEdited("new");
            }}
          >
            <FormattedMessage id="settings.accountAdd" />
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(data) => (
          <DataTable
            caption={intl.formatMessage({ id: "settings.accounts" })}
            rows={data.crmChannelAccounts}
            rowKey={({ id }) => id}
            columns={columns(setEdited)}
            empty={
              <EmptyState
                title={intl.formatMessage({ id: "settings.noAccounts" })}
                text={<FormattedMessage id="settings.noAccountsText" />}
              />
            }
          />
        )}
      </QueryView>
      {edited !== null && (
        <AccountDialog
          account={edited === "new" ? null : edited}
          types={types}
          channels={query.data?.channels ?? []}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </Section>
  );
}

function columns(onEdit: (account: Account) => void): Column<Account>[] {
  return [
    { key: "name", title: <FormattedMessage id="settings.accountName" />, render: ({ name }) => name },
    { key: "channel", title: <FormattedMessage id="settings.accountChannel" />, render: (account) => <ChannelName code={account.channel} /> },
    {
      key: "shop",
      title: <FormattedMessage id="settings.accountShop" />,
      render: ({ channelSlug }) => channelSlug || <FormattedMessage id="settings.accountAllShops" />,
    },
    { key: "state", title: <FormattedMessage id="settings.mode" />, render: (account) => <AccountState account={account} /> },
    {
      key: "pace",
      title: <FormattedMessage id="settings.accountPace" />,
      align: "end",
      render: ({ perSecond }) => <FormattedMessage id="settings.accountPerSecond" values={{ rate: perSecond }} />,
    },
    {
      key: "edit",
      title: <FormattedMessage id="settings.change" />,
      render: (account) => <EditButton account={account} onEdit={onEdit} />,
    },
  ];
}

function EditButton({ account, onEdit }: { account: Account; onEdit: (account: Account) => void }) {
  const intl = useIntl();
  return (
    <Button
      label={`${intl.formatMessage({ id: "settings.change" })} ${account.name}`}
      onClick={() => {
        onEdit(account);
      }}
    >
      <FormattedMessage id="settings.change" />
    </Button>
  );
}

/** The API's code for channels that the pages do not know. */
function ChannelName({ code }: { code: string }) {
  const intl = useIntl();
  const id = `settings.channel.${code}`;
  return id in intl.messages ? <FormattedMessage id={id} /> : <code>{code}</code>;
}

function AccountState({ account }: { account: Account }) {
  if (!account.isActive) {
    return (
      <Chip>
        <FormattedMessage id="settings.accountOff" />
      </Chip>
    );
  }
  if (account.closedUntil) {
    return (
      <Chip tone="warning">
        <FormattedMessage
          id="settings.accountRests"
          values={{ until: <DateTime value={account.closedUntil} />, failures: account.failures }}
        />
      </Chip>
    );
  }
  return (
    <Chip tone="success">
      <FormattedMessage id="settings.accountOn" />
    </Chip>
  );
}

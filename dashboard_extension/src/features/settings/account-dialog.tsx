/** One way out of messages: its name, for which channel of the shop, its settings, its secrets and its pace. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import { SettingsAccountSaveDocument, type SettingsAccountsQuery } from "../../api/generated/settings";
import { Button, CheckboxField, Dialog, FormErrors, NumberField, SelectField, Stack, TextField, useToast } from "../../ui";
import { fieldsOf, settingsOf, type SettingField, type SettingValue } from "./account-settings";
import type { Account } from "./accounts";
import { SettingControl } from "./setting-control";

type ChannelType = SettingsAccountsQuery["crmChannelTypes"][number];

const FIELDS = ["name", "channelSlug", "perSecond", "burst"];
const ALL_SHOPS = "*";

interface AccountDialogProps {
  /** Null for a new one. */
  account: Account | null;
  types: readonly ChannelType[];
  channels: NonNullable<SettingsAccountsQuery["channels"]>;
  onClose: () => void;
}

export function AccountDialog(props: AccountDialogProps) {
  const intl = useIntl();
  const title = props.account?.name ?? intl.formatMessage({ id: "settings.accountAdd" });
  return (
    <Dialog isOpen size="large" title={title} onClose={props.onClose}>
      <AccountForm {...props} />
    </Dialog>
  );
}

function AccountForm({ account, types, channels, onClose }: AccountDialogProps) {
  const intl = useIntl();
  const toast = useToast();
  const [run, { fetching }] = useCrmMutation(SettingsAccountSaveDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [code, setCode] = useState(account?.channel ?? types[0]?.code ?? "");
  const [common, setCommon] = useState(() => commonOf(account));
  const [fields, setFields] = useState(() => fieldsOfChannel(types, code, account));
  const say = (id: string) => intl.formatMessage({ id: `settings.${id}` });
  const change = (changes: Partial<typeof common>) => {
    setCommon((before) => ({ ...before, ...changes }));
  };

  const save = async () => {
    const given = await run({
      id: account?.id ?? null,
      input: {
        ...common,
        channel: code,
        settings: settingsOf(fields),
        perSecond: common.perSecond === null ? null : String(common.perSecond),
      },
    });
    setAnswer(given.ok ? null : given);
    if (!given.ok) return;
    toast({ status: "success", title: say("saved") });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const setField = (name: string, value: SettingValue) => {
    setFields((before) => before.map((field) => (field.name === name ? { ...field, value } : field)));
  };

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <FormErrors answer={answer} shown={FIELDS} />
        <SelectField
          label={say("accountChannel")}
          help={say("accountChannelHelp")}
          isDisabled={account !== null}
          value={code}
          options={types.map((type) => ({
            value: type.code,
            label: `settings.channel.${type.code}` in intl.messages ? say(`channel.${type.code}`) : type.label,
          }))}
          onChange={(chosen) => {
            setCode(chosen);
            setFields(fieldsOfChannel(types, chosen, null));
          }}
        />
        <TextField
          label={say("accountName")}
          help={say("accountNameHelp")}
          isRequired
          maxLength={120}
          value={common.name}
          error={answer?.fieldErrors["name"]}
          onChange={(name) => {
            change({ name });
          }}
        />
        <SelectField
          label={say("accountShop")}
          help={say("accountShopHelp")}
          value={common.channelSlug || ALL_SHOPS}
          error={answer?.fieldErrors["channelSlug"]}
          options={[
            { value: ALL_SHOPS, label: say("accountAllShops") },
            ...channels.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          onChange={(slug) => {
            change({ channelSlug: slug === ALL_SHOPS ? "" : slug });
          }}
        />
        {fields.map((field) => (
          <SettingControl
            key={field.name}
            field={field}
            known={account?.secrets.find(({ name }) => name === field.name)?.lastFour ?? null}
            onChange={(value) => {
              setField(field.name, value);
            }}
          />
        ))}
        <div className="crm-settings__row">
          <NumberField
            label={say("accountRate")}
            help={say("accountRateHelp")}
            step="any"
            min={0.01}
            value={common.perSecond}
            error={answer?.fieldErrors["perSecond"]}
            onChange={(perSecond) => {
              change({ perSecond });
            }}
          />
          <NumberField
            label={say("accountBurst")}
            help={say("accountBurstHelp")}
            min={1}
            value={common.burst}
            error={answer?.fieldErrors["burst"]}
            onChange={(burst) => {
              change({ burst });
            }}
          />
        </div>
        <CheckboxField
          label={say("accountIsActive")}
          help={say("accountIsActiveHelp")}
          value={common.isActive}
          onChange={(isActive) => {
            change({ isActive });
          }}
        />
        <Stack isRow>
          <Button onClick={onClose}>
            <FormattedMessage id="settings.cancel" />
          </Button>
          <Button type="submit" tone="primary" isBusy={fetching} disabled={common.name.trim() === ""}>
            <FormattedMessage id="settings.save" />
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}

interface Common {
  name: string;
  channelSlug: string;
  isActive: boolean;
  /** Null for the default. */
  perSecond: number | null;
  burst: number | null;
}

function commonOf(account: Account | null): Common {
  if (account === null) return { name: "", channelSlug: "", isActive: true, perSecond: 10, burst: 100 };
  const { name, channelSlug, isActive, perSecond, burst } = account;
  return { name, channelSlug, isActive, perSecond, burst };
}

function fieldsOfChannel(types: readonly ChannelType[], code: string, account: Account | null): SettingField[] {
  const type = types.find((one) => one.code === code);
  return type ? fieldsOf(type.settingsSchema, type.secrets, account?.settings ?? null) : [];
}

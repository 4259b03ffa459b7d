/** For how long what is told in timelines is kept, by its type; for good until somebody says otherwise. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsRetentionDocument,
  SettingsRetentionSetDocument,
  type SettingsRetentionQuery,
} from "../../api/generated/settings";
import { Translations } from "../../i18n";
import {
  Button,
  ConfirmDialog,
  DataTable,
  FormErrors,
  NumberField,
  QueryView,
  Section,
  SelectField,
  Stack,
  useToast,
} from "../../ui";
import type { Answer } from "./use-saved-choices";

type Retention = SettingsRetentionQuery["crmPrivacySettings"]["timelineRetention"][number];

const LONGEST_DAYS = 36_500;

export function RetentionSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsRetentionDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.retention" })} text={<FormattedMessage id="settings.retentionText" />}>
      <QueryView query={query}>
        {(data) => (
          // Entries are called as on the customer's page.
          <Translations folders={["settings", "customers"]}>
            <Limits all={data.crmPrivacySettings.timelineRetention} />
          </Translations>
        )}
      </QueryView>
    </Section>
  );
}

function Limits({ all }: { all: readonly Retention[] }) {
  const intl = useIntl();
  const name = useEntryName();
  const { keep, isSaving, refusal } = useKeeping();
  const limited = all.filter(({ keepDays }) => keepDays !== null);
  return (
    <Stack>
      <FormErrors answer={refusal} shown={["keepDays"]} />
      <DataTable
        caption={intl.formatMessage({ id: "settings.retention" })}
        rows={limited}
        rowKey={({ entryType }) => entryType}
        empty={
          <p>
            <FormattedMessage id="settings.allForGood" />
          </p>
        }
        columns={[
          { key: "type", title: <FormattedMessage id="settings.entryType" />, render: name },
          {
            key: "days",
            title: <FormattedMessage id="settings.keptFor" />,
            render: ({ keepDays }) => <FormattedMessage id="settings.keptDays" values={{ days: keepDays ?? 0 }} />,
          },
          {
            key: "end",
            title: <FormattedMessage id="settings.change" />,
            render: ({ entryType }) => (
              <Button
                tone="tertiary"
                isBusy={isSaving}
                onClick={() => {
                  void keep(entryType, null);
                }}
              >
                <FormattedMessage id="settings.keepForGood" />
              </Button>
            ),
          },
        ]}
      />
      <LimitForm all={all} keep={keep} isSaving={isSaving} error={refusal?.fieldErrors["keepDays"]} />
    </Stack>
  );
}

interface LimitFormProps {
  all: readonly Retention[];
  keep: (entryType: string, keepDays: number | null) => Promise<boolean>;
  isSaving: boolean;
  error: string | undefined;
}

function LimitForm({ all, keep, isSaving, error }: LimitFormProps) {
  const intl = useIntl();
  const name = useEntryName();
  const [type, setType] = useState("");
  const [days, setDays] = useState<number | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const options = all
    .map((one) => ({ value: one.entryType, label: name(one) }))
    .sort((one, other) => one.label.localeCompare(other.label, intl.locale));
  const confirm = async () => {
    const isKept = await keep(type, days);
    setIsAsking(false);
    if (!isKept) return;
    setType("");
    setDays(null);
  };
  return (
    <form
      aria-label={intl.formatMessage({ id: "settings.limitEntries" })}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        setIsAsking(true);
      }}
    >
      <Stack>
        <div className="crm-settings__row">
          <SelectField
            label={intl.formatMessage({ id: "settings.entryType" })}
            placeholder={intl.formatMessage({ id: "settings.choose" })}
            value={type}
            options={options}
            onChange={(chosen) => {
              setType(chosen);
              setDays(all.find(({ entryType }) => entryType === chosen)?.keepDays ?? null);
            }}
          />
          <NumberField
            label={intl.formatMessage({ id: "settings.keptFor" })}
            help={<FormattedMessage id="settings.keptForHelp" />}
            unit={<FormattedMessage id="settings.days" />}
            min={1}
            max={LONGEST_DAYS}
            value={days}
            error={error}
            onChange={setDays}
          />
        </div>
        <Stack isRow>
          <Button type="submit" isBusy={isSaving} disabled={type === "" || days === null}>
            <FormattedMessage id="settings.limitSave" />
          </Button>
        </Stack>
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        isDangerous
        isBusy={isSaving}
        title={intl.formatMessage({ id: "settings.limitEntries" })}
        text={<FormattedMessage id="settings.limitConfirm" values={{ days: days ?? 0 }} />}
        confirmLabel={intl.formatMessage({ id: "settings.limitSave" })}
        onClose={() => {
          setIsAsking(false);
        }}
        onConfirm={confirm}
      />
    </form>
  );
}

function useKeeping() {
  const intl = useIntl();
  const toast = useToast();
  const [run, { fetching: isSaving }] = useCrmMutation(SettingsRetentionSetDocument);
  const [refusal, setRefusal] = useState<Answer | null>(null);
  const keep = async (entryType: string, keepDays: number | null) => {
    const answer = await run({ entryType, keepDays });
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
    return answer.ok;
  };
  return { keep, isSaving, refusal };
}

/** What staff call such entries; the API's own words for those of another version. */
function useEntryName(): (entry: Retention) => string {
  const intl = useIntl();
  return ({ entryType, label }) => {
    const id = `customers.entry_${entryType.replaceAll(".", "_")}`;
    return id in intl.messages ? intl.formatMessage({ id }) : label;
  };
}

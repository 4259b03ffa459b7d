/** Every setting of a program, in groups; what is saved is what was changed. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  LoyaltyProgramUpdateDocument,
  type LoyaltyProgramFragment,
  type LoyaltyProgramPageQuery,
} from "../../api/generated/loyalty";
import {
  Button,
  CheckboxField,
  ConflictBanner,
  DateTimeField,
  FormErrors,
  MultiSelectField,
  NumberField,
  Section,
  SelectField,
  Stack,
  TextField,
  useToast,
  type FieldProps,
} from "../../ui";
import { changesOf, draftOf, GROUPS, worthsOf, type ProgramDraft, type ProgramField } from "./program-fields";
import { isOutdatedBy, useVersioned } from "./use-versioned";

export type Channels = NonNullable<LoyaltyProgramPageQuery["channels"]>;

interface ProgramSettingsProps {
  program: LoyaltyProgramFragment;
  channels: Channels;
  onReload: () => void;
}

export function ProgramSettings({ program, channels, onReload }: ProgramSettingsProps) {
  const intl = useIntl();
  const notify = useToast();
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const stored = { draft: draftOf(program), worths: worthsOf(program) };
  const editing = useVersioned(program.version, stored, isOutdatedBy(answer));
  const { form, isChanged, isOutdated } = editing;
  const errors = answer?.fieldErrors ?? {};
  const [update, { fetching }] = useCrmMutation(LoyaltyProgramUpdateDocument);
  const set = (name: string, value: ProgramDraft[string]) => {
    editing.setForm({ ...form, draft: { ...form.draft, [name]: value } });
  };

  const save = async () => {
    const given = await update({ id: program.id, version: editing.version, input: changesOf(editing.base, form) });
    setAnswer(given);
    if (!given.ok) return;
    editing.adoptSaved(given.data?.crmProgramUpdate?.program?.version ?? editing.version);
    notify({ status: "success", title: intl.formatMessage({ id: "loyalty.saved" }) });
  };

  const currencies = [...new Set(channels.filter(({ slug }) => isChosen(form.draft, slug)).map((each) => each.currencyCode))];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {GROUPS.map(({ id, fields }) => (
          <Section key={id} title={intl.formatMessage({ id: `loyalty.group.${id}` })}>
            <Stack>
              {fields.map((field) => (
                <Setting
                  key={field.name}
                  field={field}
                  value={form.draft[field.name] ?? null}
                  error={errors[field.name]}
                  channels={channels}
                  onChange={(value) => {
                    set(field.name, value);
                  }}
                />
              ))}
            </Stack>
          </Section>
        ))}
        <Section
          title={intl.formatMessage({ id: "loyalty.group.worth" })}
          text={<FormattedMessage id="loyalty.worthText" />}
        >
          <Stack>
            {currencies.map((currency) => (
              <TextField
                key={currency}
                label={intl.formatMessage({ id: "loyalty.worthIn" }, { currency })}
                value={form.worths[currency] ?? ""}
                error={errors["worthPerPoint"]}
                onChange={(worth) => {
                  editing.setForm({ ...form, worths: { ...form.worths, [currency]: worth } });
                }}
              />
            ))}
          </Stack>
        </Section>
        {isOutdated ? (
          <ConflictBanner
            changedBy={null}
            changedAt={null}
            onReload={() => {
              setAnswer(null);
              editing.takeNewer();
              onReload();
            }}
          />
        ) : (
          <FormErrors answer={answer} />
        )}
        <Stack isRow>
          <Button type="submit" tone="primary" isBusy={fetching} disabled={!isChanged || isOutdated}>
            <FormattedMessage id="loyalty.save" />
          </Button>
          {isChanged && (
            <Button
              onClick={() => {
                editing.discard();
                setAnswer(null);
              }}
            >
              <FormattedMessage id="loyalty.discard" />
            </Button>
          )}
        </Stack>
      </Stack>
    </form>
  );
}

function isChosen(draft: ProgramDraft, slug: string): boolean {
  const chosen = draft["channels"];
  return Array.isArray(chosen) && chosen.includes(slug);
}

interface SettingProps {
  field: ProgramField;
  value: ProgramDraft[string];
  error: string | undefined;
  channels: Channels;
  onChange: (value: ProgramDraft[string]) => void;
}

function Setting(props: SettingProps) {
  const intl = useIntl();
  const { field, error } = props;
  const common = {
    label: intl.formatMessage({ id: `loyalty.field.${field.name}` }),
    error,
    ...(HELPED.has(field.name) ? { help: <FormattedMessage id={`loyalty.help.${field.name}`} /> } : {}),
  };
  const Control = CONTROLS[field.kind];
  return <Control {...props} common={common} />;
}

type ControlProps = SettingProps & { common: Omit<FieldProps, "isRequired"> };

const CONTROLS: Record<ProgramField["kind"], (props: ControlProps) => React.ReactNode> = {
  check: ({ common, value, onChange }) => <CheckboxField {...common} value={value === true} onChange={onChange} />,
  choice: Choice,
  days: WholeNumber,
  number: WholeNumber,
  moment: ({ common, field, value, onChange }) => (
    <DateTimeField
      {...common}
      value={typeof value === "string" ? value : null}
      onChange={onChange}
      isRequired={!field.isOptional}
    />
  ),
  channels: ({ common, channels, value, onChange }) => (
    <MultiSelectField
      {...common}
      values={Array.isArray(value) ? value : []}
      onChange={onChange}
      options={channels.map(({ slug, name }) => ({ value: slug, label: name }))}
    />
  ),
  text: ({ common, field, value, onChange }) => (
    <TextField {...common} value={typeof value === "string" ? value : ""} onChange={onChange} isRequired={!field.isOptional} />
  ),
};

function Choice({ common, field, value, onChange }: ControlProps) {
  const intl = useIntl();
  return (
    <SelectField
      {...common}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
      options={(field.choices ?? []).map((choice) => ({
        value: choice,
        label: intl.formatMessage({ id: `loyalty.choice.${field.name}.${choice}` }),
      }))}
    />
  );
}

function WholeNumber({ common, field, value, onChange }: ControlProps) {
  return (
    <NumberField
      {...common}
      value={typeof value === "number" ? value : null}
      onChange={onChange}
      min={0}
      isRequired={!field.isOptional}
      {...(field.kind === "days" ? { unit: <FormattedMessage id="loyalty.days" /> } : {})}
    />
  );
}

/** Fields whose label does not say enough. */
const HELPED = new Set<string>([
  "timeZone",
  "returnWindowDays",
  "maxPendingDays",
  "shortfall",
  "expiryWarningDays",
  "courtesyDays",
  "termsVersion",
  "leaverKeepDays",
  "adjustmentLimit",
  "endsAt",
]);

/** The ways to earn points: those that there are, and a form for one more. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  LoyaltyRuleAddDocument,
  LoyaltyRuleEndDocument,
  LoyaltyRuleTypesDocument,
  type LoyaltyProgramFragment,
  type LoyaltyRuleFragment,
  type LoyaltyRuleTypesQuery,
} from "../../api/generated/loyalty";
import { Day } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  DataTable,
  DateTimeField,
  EmptyState,
  FormErrors,
  QueryView,
  Section,
  SelectField,
  Stack,
  type Column,
} from "../../ui";
import type { Channels } from "./program-settings";
import { RuleChange } from "./rule-change";
import { ruleName, SettingsText } from "./rule-words";
import { SchemaForm, TOLD_FIELDS, type Schema } from "./schema-form";

interface RulesPanelProps {
  program: LoyaltyProgramFragment;
  channels: Channels;
  onReload: () => void;
}

export function RulesPanel({ program, channels, onReload }: RulesPanelProps) {
  const intl = useIntl();
  const [ending, setEnding] = useState<LoyaltyRuleFragment | null>(null);
  const [changing, setChanging] = useState<LoyaltyRuleFragment | null>(null);
  const [openedAt] = useState(() => Date.now());
  const columns: Column<LoyaltyRuleFragment>[] = [
    { key: "label", title: <FormattedMessage id="loyalty.rule" />, render: (rule) => <RuleName rule={rule} /> },
    {
      key: "settings",
      title: <FormattedMessage id="loyalty.ruleGives" />,
      render: ({ code, settings }) => <SettingsText code={code} settings={settings} />,
    },
    {
      key: "period",
      title: <FormattedMessage id="loyalty.period" />,
      render: ({ startsAt, endsAt }) => (
        <>
          <Day value={startsAt} /> – {endsAt ? <Day value={endsAt} /> : <FormattedMessage id="loyalty.noEnd" />}
        </>
      ),
    },
    { key: "state", title: <FormattedMessage id="loyalty.state" />, render: (rule) => <RuleState standing={standingOf(rule, openedAt)} /> },
    {
      key: "actions",
      title: <FormattedMessage id="loyalty.actions" />,
      render: (rule) =>
        standingOf(rule, openedAt) !== "over" && (
          <Stack isRow>
            {/* One with an end is replaced already, or meant to be over. */}
            {!rule.endsAt && (
              <Button
                label={intl.formatMessage({ id: "loyalty.changeRuleNamed" }, { rule: ruleName(intl, rule) })}
                onClick={() => {
                  setChanging(rule);
                }}
              >
                <FormattedMessage id="loyalty.changeRule" />
              </Button>
            )}
            <Button
              tone="tertiary"
              label={intl.formatMessage({ id: "loyalty.endRuleNamed" }, { rule: ruleName(intl, rule) })}
              onClick={() => {
                setEnding(rule);
              }}
            >
              <FormattedMessage id="loyalty.end" />
            </Button>
          </Stack>
        ),
    },
  ];
  return (
    <Stack>
      <Section title={intl.formatMessage({ id: "loyalty.tab.rules" })} text={<FormattedMessage id="loyalty.rulesText" />}>
        <DataTable
          caption={intl.formatMessage({ id: "loyalty.tab.rules" })}
          columns={columns}
          rows={program.rules}
          rowKey={({ id }) => id}
          empty={<EmptyState title={intl.formatMessage({ id: "loyalty.noRules" })} />}
        />
      </Section>
      <NewRule program={program} channels={channels} />
      {changing && (
        <RuleChange
          program={program}
          rule={changing}
          currencies={currenciesOf(program, channels)}
          onClose={() => {
            setChanging(null);
          }}
          onOutdated={() => {
            setChanging(null);
            onReload();
          }}
        />
      )}
      {ending && (
        <EndRule
          rule={ending}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </Stack>
  );
}

function RuleName({ rule }: { rule: LoyaltyRuleFragment }) {
  return ruleName(useIntl(), rule);
}

type Standing = "ahead" | "inForce" | "over";

/** Whether a rule is ahead, in force or over at a moment (milliseconds). */
export function standingOf(rule: Pick<LoyaltyRuleFragment, "startsAt" | "endsAt">, now: number): Standing {
  if (rule.endsAt && Date.parse(rule.endsAt) <= now) return "over";
  return Date.parse(rule.startsAt) > now ? "ahead" : "inForce";
}

const TONES = { ahead: "info", inForce: "success", over: "neutral" } as const;

function RuleState({ standing }: { standing: Standing }) {
  return (
    <Chip tone={TONES[standing]}>
      <FormattedMessage id={`loyalty.standing.${standing}`} />
    </Chip>
  );
}

function EndRule({ rule, onClose }: { rule: LoyaltyRuleFragment; onClose: () => void }) {
  const intl = useIntl();
  const [end, { fetching }] = useCrmMutation(LoyaltyRuleEndDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [endsAt, setEndsAt] = useState<string | null>(null);
  return (
    <ConfirmDialog
      isOpen
      title={intl.formatMessage({ id: "loyalty.endRuleNamed" }, { rule: ruleName(intl, rule) })}
      text={<FormattedMessage id="loyalty.endRuleText" />}
      confirmLabel={intl.formatMessage({ id: "loyalty.endRule" })}
      isBusy={fetching}
      onClose={onClose}
      onConfirm={async () => {
        const given = await end({ id: rule.id, endsAt });
        setAnswer(given);
        if (given.ok) onClose();
      }}
    >
      <DateTimeField
        label={intl.formatMessage({ id: "loyalty.endsAt" })}
        help={<FormattedMessage id="loyalty.endsAtHelp" />}
        value={endsAt}
        onChange={setEndsAt}
      />
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

function NewRule({ program, channels }: { program: LoyaltyProgramFragment; channels: Channels }) {
  const intl = useIntl();
  const types = useCrmQuery(LoyaltyRuleTypesDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "loyalty.addRule" })}>
      <QueryView query={types}>
        {({ crmEarningRuleTypes }) => <RuleForm program={program} channels={channels} types={crmEarningRuleTypes} />}
      </QueryView>
    </Section>
  );
}

interface RuleFormProps {
  program: LoyaltyProgramFragment;
  channels: Channels;
  types: LoyaltyRuleTypesQuery["crmEarningRuleTypes"];
}

interface RuleDraft {
  code: string;
  settings: Record<string, unknown>;
  startsAt: string | null;
}

const NO_RULE: RuleDraft = { code: "", settings: {}, startsAt: null };

function RuleForm({ program, channels, types }: RuleFormProps) {
  const intl = useIntl();
  const [add, { fetching }] = useCrmMutation(LoyaltyRuleAddDocument);
  const [draft, setDraft] = useState(NO_RULE);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const chosen = types.find(({ code }) => code === draft.code);
  const currencies = currenciesOf(program, channels);

  const save = async () => {
    const { code, settings, startsAt } = draft;
    const given = await add({ program: program.id, input: { code, settings, ...(startsAt ? { startsAt } : {}) } });
    setAnswer(given);
    if (given.ok) setDraft(NO_RULE);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <SelectField
          label={intl.formatMessage({ id: "loyalty.rule" })}
          value={draft.code}
          error={answer?.fieldErrors["code"]}
          placeholder={intl.formatMessage({ id: "loyalty.chooseRule" })}
          options={types.map((type) => ({ value: type.code, label: ruleName(intl, type) }))}
          onChange={(code) => {
            setDraft({ ...NO_RULE, code });
            setAnswer(null);
          }}
        />
        {chosen && (
          <>
            <SchemaForm
              schema={chosen.settingsSchema as Schema}
              value={draft.settings}
              suggestions={[...currencies, ...TOLD_FIELDS]}
              onChange={(settings) => {
                setDraft({ ...draft, settings });
              }}
            />
            <DateTimeField
              label={intl.formatMessage({ id: "loyalty.startsAt" })}
              help={<FormattedMessage id="loyalty.startsAtHelp" />}
              value={draft.startsAt}
              error={answer?.fieldErrors["startsAt"]}
              onChange={(startsAt) => {
                setDraft({ ...draft, startsAt });
              }}
            />
          </>
        )}
        <FormErrors answer={answer} shown={["code", "startsAt"]} />
        <Stack isRow>
          <Button type="submit" tone="primary" isBusy={fetching} disabled={!chosen}>
            <FormattedMessage id="loyalty.addRule" />
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}

/** The currencies of the program's channels. */
export function currenciesOf(program: LoyaltyProgramFragment, channels: Channels): string[] {
  const own = channels.filter(({ slug }) => program.channels.includes(slug));
  return [...new Set(own.map(({ currencyCode }) => currencyCode))].sort();
}

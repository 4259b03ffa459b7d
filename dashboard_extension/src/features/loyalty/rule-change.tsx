/** Other settings for a rule: tried on an order and on the last customers, and then published. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  LoyaltyPreviewDocument,
  LoyaltyRuleReplaceDocument,
  LoyaltyRuleTypesDocument,
  type LoyaltyProgramFragment,
  type LoyaltyRuleFragment,
} from "../../api/generated/loyalty";
import { Count, Money } from "../../i18n";
import {
  Button,
  Columns,
  ConflictBanner,
  DateTimeField,
  Dialog,
  FormErrors,
  NumberField,
  QueryView,
  Stack,
  useDebounced,
  useToast,
} from "../../ui";
import { EffectView, type RuleDrafts } from "./effect-view";
import { ruleName } from "./rule-words";
import { isFilledIn, SchemaForm, TOLD_FIELDS, type Schema } from "./schema-form";
import { isOutdatedBy } from "./use-versioned";
import "./loyalty.css";

const OF_ORDERS = new Set(["order", "first_order"]);
const USUAL_ORDER = 84.5;

type Settings = Record<string, unknown>;

export interface RuleChangeProps {
  program: LoyaltyProgramFragment;
  rule: LoyaltyRuleFragment;
  currencies: readonly string[];
  onClose: () => void;
  /** Somebody else has changed the rule: the program is to be read again. */
  onOutdated: () => void;
}

export function RuleChange({ program, rule, currencies, onClose, onOutdated }: RuleChangeProps) {
  const intl = useIntl();
  const notify = useToast();
  const types = useCrmQuery(LoyaltyRuleTypesDocument, {});
  const type = types.data?.crmEarningRuleTypes.find(({ code }) => code === rule.code);
  const before = (rule.settings ?? {}) as Settings;
  const [settings, setSettings] = useState(before);
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [replace, { fetching }] = useCrmMutation(LoyaltyRuleReplaceDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const schema = (type?.settingsSchema ?? {}) as Schema;
  const isChanged = JSON.stringify(settings) !== JSON.stringify(before);
  const isReady = type !== undefined && isChanged && isFilledIn(schema, settings);

  const publish = async () => {
    const given = await replace({ id: rule.id, settings, startsAt });
    setAnswer(given);
    if (!given.ok) return;
    notify({ status: "success", title: intl.formatMessage({ id: "loyalty.published" }) });
    onClose();
  };

  return (
    <Dialog
      isOpen
      size="large"
      title={intl.formatMessage({ id: "loyalty.changeRuleNamed" }, { rule: ruleName(intl, rule) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <FormattedMessage id="ui.cancel" />
          </Button>
          <Button
            tone="primary"
            isBusy={fetching}
            disabled={!isReady || isOutdatedBy(answer)}
            onClick={() => {
              void publish();
            }}
          >
            <FormattedMessage id="loyalty.publish" />
          </Button>
        </>
      }
    >
      {isOutdatedBy(answer) ? (
        <ConflictBanner changedBy={null} changedAt={null} onReload={onOutdated} />
      ) : (
        <FormErrors answer={answer} shown={["startsAt"]} />
      )}
      <Columns
        main={
          <QueryView query={types}>
            {() => (
              <Stack>
                <SchemaForm schema={schema} value={settings} suggestions={[...currencies, ...TOLD_FIELDS]} onChange={setSettings} />
                <DateTimeField
                  label={intl.formatMessage({ id: "loyalty.changesFrom" })}
                  help={<FormattedMessage id="loyalty.changesFromHelp" />}
                  value={startsAt}
                  error={answer?.fieldErrors["startsAt"]}
                  onChange={setStartsAt}
                />
              </Stack>
            )}
          </QueryView>
        }
        side={
          type !== undefined &&
          OF_ORDERS.has(type.occasion) && (
            <Preview program={program} code={rule.code} settings={isReady ? settings : null} currencies={currencies} />
          )
        }
      />
    </Dialog>
  );
}

interface PreviewProps {
  program: LoyaltyProgramFragment;
  code: string;
  /** Null while nothing was changed or something is missing. */
  settings: Settings | null;
  currencies: readonly string[];
}

function Preview({ program, code, settings, currencies }: PreviewProps) {
  const settled = useDebounced(settings, 400);
  const rules: RuleDrafts | null = settled === null ? null : [{ code, settings: settled }];
  return (
    <section className="loyalty-preview" aria-labelledby="rule-preview">
      <h3 id="rule-preview">
        <FormattedMessage id="loyalty.preview" />
      </h3>
      {rules === null ? (
        <p>
          <FormattedMessage id="loyalty.preview.unchanged" />
        </p>
      ) : (
        <Stack>
          {currencies.length > 0 && (
            <OneOrder program={program} rules={rules} currency={currencies[0] ?? ""} isFirstOrder={code === "first_order"} />
          )}
          <EffectView program={program} rules={rules} />
        </Stack>
      )}
    </section>
  );
}

interface OneOrderProps {
  program: LoyaltyProgramFragment;
  rules: RuleDrafts;
  currency: string;
  isFirstOrder: boolean;
}

function OneOrder({ program, rules, currency, isFirstOrder }: OneOrderProps) {
  const intl = useIntl();
  const [amount, setAmount] = useState<number | null>(USUAL_ORDER);
  const order = { currency, amount: String(amount ?? 0), isFirstOrder };
  const now = useCrmQuery(LoyaltyPreviewDocument, { program: program.id, input: order });
  const then = useCrmQuery(LoyaltyPreviewDocument, { program: program.id, input: { ...order, rules } });
  return (
    <>
      <NumberField
        label={intl.formatMessage({ id: "loyalty.goods" })}
        value={amount}
        min={0}
        step="any"
        unit={currency}
        onChange={setAmount}
      />
      <QueryView query={then}>
        {({ crmEarningPreview: preview }) =>
          preview && (
            <p className="loyalty-outcome" role="status">
              <FormattedMessage
                id="loyalty.outcomeChanged"
                values={{
                  amount: <Money amount={order.amount} currency={currency} />,
                  points: (
                    <strong>
                      <Count value={preview.points} /> {program.unitName}
                    </strong>
                  ),
                  now: <Count value={now.data?.crmEarningPreview?.points ?? null} />,
                }}
              />
            </p>
          )
        }
      </QueryView>
    </>
  );
}

/** What an order would earn, by the shop's own reckoning; also with another rate than now. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery, type CrmQuery } from "../../api";
import {
  LoyaltyPreviewDocument,
  type LoyaltyPreviewQuery,
  type LoyaltyPreviewQueryVariables,
  type LoyaltyProgramFragment,
} from "../../api/generated/loyalty";
import { Count, Money } from "../../i18n";
import { CheckboxField, EmptyState, NumberField, QueryView, Section, SelectField, Stack, useDebounced } from "../../ui";
import { EffectView, type RuleDrafts } from "./effect-view";
import "./loyalty.css";
import type { Channels } from "./program-settings";
import { currenciesOf } from "./rules-panel";

type Order = LoyaltyPreviewQueryVariables["input"];

interface Imagined {
  currency: string;
  amount: number | null;
  shipping: number | null;
  tier: string;
  isFirstOrder: boolean;
  rateAmount: number | null;
  ratePoints: number | null;
}

const NO_TIER = "none";

export function SimulatorPanel({ program, channels }: { program: LoyaltyProgramFragment; channels: Channels }) {
  const intl = useIntl();
  const currencies = currenciesOf(program, channels);
  const [imagined, setImagined] = useState<Imagined>({
    currency: currencies[0] ?? "",
    amount: 84.5,
    shipping: 0,
    tier: NO_TIER,
    isFirstOrder: false,
    rateAmount: null,
    ratePoints: null,
  });
  const settled = useDebounced(imagined, 300);
  const order = orderOf(settled);
  const rules = draftsOf(settled);
  const isReady = settled.amount !== null && settled.currency !== "";
  const now = useCrmQuery(LoyaltyPreviewDocument, { program: program.id, input: order }, { pause: !isReady });
  const then = useCrmQuery(
    LoyaltyPreviewDocument,
    { program: program.id, input: { ...order, rules } },
    { pause: !isReady || rules.length === 0 },
  );
  const set = (change: Partial<Imagined>) => {
    setImagined({ ...imagined, ...change });
  };

  if (currencies.length === 0) return <EmptyState title={intl.formatMessage({ id: "loyalty.noCurrency" })} />;
  return (
    <Stack>
      <Section title={intl.formatMessage({ id: "loyalty.tab.simulator" })} text={<FormattedMessage id="loyalty.simulatorText" />}>
        <OrderForm imagined={imagined} program={program} currencies={currencies} onChange={set} />
        <Outcome query={now} order={order} program={program} id="loyalty.outcome" />
      </Section>
      <Section title={intl.formatMessage({ id: "loyalty.whatIf" })} text={<FormattedMessage id="loyalty.whatIfText" />}>
        <RateForm imagined={imagined} onChange={set} />
        {rules.length > 0 && (
          <>
            <Outcome query={then} order={order} program={program} id="loyalty.outcomeThen" />
            <EffectView program={program} rules={rules} />
          </>
        )}
      </Section>
    </Stack>
  );
}

interface OrderFormProps {
  imagined: Imagined;
  program: LoyaltyProgramFragment;
  currencies: readonly string[];
  onChange: (change: Partial<Imagined>) => void;
}

function OrderForm({ imagined, program, currencies, onChange }: OrderFormProps) {
  const intl = useIntl();
  return (
    <Stack>
      <SelectField
        label={intl.formatMessage({ id: "loyalty.currency" })}
        value={imagined.currency}
        options={currencies.map((currency) => ({ value: currency, label: currency }))}
        onChange={(currency) => {
          onChange({ currency });
        }}
      />
      <NumberField
        label={intl.formatMessage({ id: "loyalty.goods" })}
        value={imagined.amount}
        min={0}
        step="any"
        unit={imagined.currency}
        onChange={(amount) => {
          onChange({ amount });
        }}
      />
      <NumberField
        label={intl.formatMessage({ id: "loyalty.shipping" })}
        value={imagined.shipping}
        min={0}
        step="any"
        unit={imagined.currency}
        onChange={(shipping) => {
          onChange({ shipping });
        }}
      />
      <SelectField
        label={intl.formatMessage({ id: "loyalty.buyersTier" })}
        value={imagined.tier}
        options={[
          { value: NO_TIER, label: intl.formatMessage({ id: "loyalty.noTier" }) },
          ...(program.ladder?.tiers ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(tier) => {
          onChange({ tier });
        }}
      />
      <CheckboxField
        label={intl.formatMessage({ id: "loyalty.isFirstOrder" })}
        value={imagined.isFirstOrder}
        onChange={(isFirstOrder) => {
          onChange({ isFirstOrder });
        }}
      />
    </Stack>
  );
}

function RateForm({ imagined, onChange }: Pick<OrderFormProps, "imagined" | "onChange">) {
  const intl = useIntl();
  return (
    <Stack>
      <NumberField
        label={intl.formatMessage({ id: "loyalty.setting.points" })}
        value={imagined.ratePoints}
        min={1}
        onChange={(ratePoints) => {
          onChange({ ratePoints });
        }}
      />
      <NumberField
        label={intl.formatMessage({ id: "loyalty.forEach" })}
        value={imagined.rateAmount}
        min={0}
        step="any"
        unit={imagined.currency}
        onChange={(rateAmount) => {
          onChange({ rateAmount });
        }}
      />
    </Stack>
  );
}

interface OutcomeProps {
  query: CrmQuery<LoyaltyPreviewQuery>;
  order: Order;
  program: LoyaltyProgramFragment;
  id: string;
}

/** One sentence, read out when it changes. */
function Outcome({ query, order, program, id }: OutcomeProps) {
  return (
    <div role="status">
      <QueryView query={query}>
        {({ crmEarningPreview: preview }) =>
          preview && (
            <>
              <p className="loyalty-outcome">
                <FormattedMessage
                  id={id}
                  values={{
                    amount: <Money amount={order.amount} currency={order.currency} />,
                    points: (
                      <strong>
                        <Count value={preview.points} /> {program.unitName}
                      </strong>
                    ),
                  }}
                />
              </p>
              {preview.firstOrderPoints > 0 && (
                <p>
                  <FormattedMessage id="loyalty.ofThemFirst" values={{ points: <Count value={preview.firstOrderPoints} /> }} />
                </p>
              )}
              {preview.worth !== null && (
                <p>
                  <FormattedMessage
                    id="loyalty.worthNow"
                    values={{ worth: <Money amount={preview.worth} currency={order.currency} /> }}
                  />
                </p>
              )}
            </>
          )
        }
      </QueryView>
    </div>
  );
}

function orderOf({ currency, amount, shipping, tier, isFirstOrder }: Imagined): Order {
  return {
    currency,
    amount: String(amount ?? 0),
    shipping: String(shipping ?? 0),
    isFirstOrder,
    ...(tier === NO_TIER ? {} : { tier }),
  };
}

/** A rate that nobody has put in force; none while it is not written. */
function draftsOf({ currency, rateAmount, ratePoints }: Imagined): RuleDrafts {
  if (!rateAmount || !ratePoints) return [];
  const settings = { by_currency: { [currency]: { amount: String(rateAmount), points: ratePoints } } };
  return [{ code: "per_amount_spent", settings }];
}

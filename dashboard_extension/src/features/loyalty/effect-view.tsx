/** Whom a change of rules concerns: what the last orders would have earned by it. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import {
  LoyaltyEffectDocument,
  type CrmEarningDraftInput,
  type LoyaltyEffectQuery,
  type LoyaltyProgramFragment,
} from "../../api/generated/loyalty";
import { Count, Money } from "../../i18n";
import { Facts, QueryView } from "../../ui";

const DAYS = 30;

export type RuleDrafts = CrmEarningDraftInput[];
type Effect = NonNullable<LoyaltyEffectQuery["crmEarningEffect"]>;

interface EffectViewProps {
  program: LoyaltyProgramFragment;
  rules: RuleDrafts;
}

export function EffectView({ program, rules }: EffectViewProps) {
  const intl = useIntl();
  const query = useCrmQuery(LoyaltyEffectDocument, { program: program.id, rules, days: DAYS });
  return (
    <section aria-label={intl.formatMessage({ id: "loyalty.effect" })} className="crm-stack">
      <QueryView query={query}>
        {({ crmEarningEffect: effect }) => effect && <EffectFacts effect={effect} unit={program.unitName} />}
      </QueryView>
    </section>
  );
}

function EffectFacts({ effect, unit }: { effect: Effect; unit: string }) {
  const { days, customers, orders, gaining, losing, pointsNow, pointsThen, worth } = effect;
  if (orders === 0) {
    return (
      <p role="status">
        <FormattedMessage id="loyalty.effect.none" values={{ days }} />
      </p>
    );
  }
  return (
    <>
      <p role="status">
        <FormattedMessage id="loyalty.effect.people" values={{ days, customers, orders, gaining, losing }} />
      </p>
      <Facts
        facts={[
          {
            label: <FormattedMessage id="loyalty.effect.points" values={{ unit }} />,
            value: <Change now={<Count value={pointsNow} />} then={<Count value={pointsThen} />} />,
          },
          ...worth.map(({ currency, now, then }) => ({
            label: <FormattedMessage id="loyalty.effect.worth" values={{ currency }} />,
            value: <Change now={<Money amount={now} currency={currency} />} then={<Money amount={then} currency={currency} />} />,
          })),
        ]}
      />
      <p className="crm-section__text">
        <FormattedMessage
          id={effect.membersLookedAt < effect.members ? "loyalty.effect.ofSome" : "loyalty.effect.ofAll"}
          values={{ members: effect.members, looked: effect.membersLookedAt }}
        />
      </p>
    </>
  );
}

function Change({ now, then }: { now: React.ReactNode; then: React.ReactNode }) {
  return <FormattedMessage id="loyalty.effect.change" values={{ now, then: <strong>{then}</strong> }} />;
}

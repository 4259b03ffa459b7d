/** What a program owes its members, and what was never used. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { LoyaltyFiguresDocument, type LoyaltyFiguresQuery, type LoyaltyProgramFragment } from "../../api/generated/loyalty";
import { Count, DateTime, Money, Percent } from "../../i18n";
import { EmptyState, Facts, QueryView, Section, Stack, type Fact } from "../../ui";

type Metric = LoyaltyFiguresQuery["crmShopMetrics"][number];
type Point = Metric["points"][number];

export function FiguresPanel({ program }: { program: LoyaltyProgramFragment }) {
  const query = useCrmQuery(LoyaltyFiguresDocument, {});
  return (
    <QueryView query={query}>
      {({ crmShopMetrics }) => (
        <Stack>
          {crmShopMetrics.map((metric) => (
            <Figure key={metric.code} metric={metric} program={program} />
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

function Figure({ metric, program }: { metric: Metric; program: LoyaltyProgramFragment }) {
  const intl = useIntl();
  const own = metric.points.filter(({ of }) => of === program.code);
  const facts = metric.code === "points_liability" ? liability(own) : breakage(own);
  return (
    <Section
      title={intl.formatMessage({ id: `loyalty.figure.${metric.code}` })}
      text={<FormattedMessage id={`loyalty.figure.${metric.code}.text`} />}
    >
      {facts.length === 0 ? (
        <EmptyState title={intl.formatMessage({ id: `loyalty.figure.${metric.code}.none` })} />
      ) : (
        <Facts facts={facts} />
      )}
      <p className="crm-section__text">
        <FormattedMessage id="loyalty.dataUntil" values={{ moment: <DateTime value={metric.dataUntil} /> }} />
      </p>
    </Section>
  );
}

/** The points are the same in every currency; what they are worth is not. */
function liability(points: readonly Point[]): Fact[] {
  const [first] = points;
  if (!first) return [];
  return [
    { label: <FormattedMessage id="loyalty.pointsHeld" />, value: <Count value={first.count} /> },
    ...points
      .filter(({ currency }) => currency !== "")
      .map(({ currency, amount }) => ({
        label: <FormattedMessage id="loyalty.liabilityIn" values={{ currency }} />,
        value: <Money amount={amount} currency={currency} />,
      })),
  ];
}

function breakage([point]: readonly Point[]): Fact[] {
  if (!point) return [];
  return [
    { label: <FormattedMessage id="loyalty.pointsOver" />, value: <Count value={point.total} /> },
    { label: <FormattedMessage id="loyalty.pointsUnused" />, value: <Count value={point.count} /> },
    {
      label: <FormattedMessage id="loyalty.breakageRate" />,
      value: <Percent basisPoints={point.share === null ? null : point.share * 10_000} />,
    },
  ];
}

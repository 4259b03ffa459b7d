/** One program: what is missing, and its settings, rules, tiers, simulator and figures in tabs. */
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate, useParams } from "react-router";
import { useCrmQuery } from "../../api";
import { LoyaltyProgramPageDocument, type LoyaltyProgramFragment } from "../../api/generated/loyalty";
import { Chip, EmptyState, Page, QueryView, Tabs } from "../../ui";
import { FiguresPanel } from "./figures-panel";
import { ProgramSettings, type Channels } from "./program-settings";
import { RulesPanel } from "./rules-panel";
import { SimulatorPanel } from "./simulator-panel";
import { TiersPanel } from "./tiers-panel";

const TABS = ["settings", "rules", "tiers", "simulator", "figures"] as const;

export default function ProgramPage() {
  const intl = useIntl();
  const { id = "" } = useParams();
  const query = useCrmQuery(LoyaltyProgramPageDocument, { id }, { keepPrevious: false });
  const program = query.data?.crmProgram;
  return (
    <Page
      title={program?.name ?? intl.formatMessage({ id: "loyalty.program" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "loyalty.programs" }), to: "/loyalty" }]}
      {...(program ? { subtitle: <Standing program={program} /> } : {})}
    >
      <QueryView
        query={query}
        isEmpty={({ crmProgram }) => !crmProgram}
        empty={<EmptyState title={intl.formatMessage({ id: "loyalty.noSuchProgram" })} />}
      >
        {({ crmProgram, channels }) =>
          crmProgram && <ProgramTabs program={crmProgram} channels={channels ?? []} onReload={query.retry} />
        }
      </QueryView>
    </Page>
  );
}

function Standing({ program }: { program: LoyaltyProgramFragment }) {
  return program.isActive ? (
    <Chip tone="success">
      <FormattedMessage id="loyalty.isEarning" />
    </Chip>
  ) : (
    <Chip>
      <FormattedMessage id="loyalty.isPaused" />
    </Chip>
  );
}

interface ProgramTabsProps {
  program: LoyaltyProgramFragment;
  channels: Channels;
  /** Somebody else has changed something: it is to be read again. */
  onReload: () => void;
}

function ProgramTabs({ program, channels, onReload }: ProgramTabsProps) {
  const intl = useIntl();
  const navigate = useNavigate();
  const { tab = "settings" } = useParams();
  const panels: Record<(typeof TABS)[number], () => React.ReactNode> = {
    settings: () => <ProgramSettings key={program.id} program={program} channels={channels} onReload={onReload} />,
    rules: () => <RulesPanel program={program} channels={channels} onReload={onReload} />,
    tiers: () => <TiersPanel program={program} channels={channels} onReload={onReload} />,
    simulator: () => <SimulatorPanel program={program} channels={channels} />,
    figures: () => <FiguresPanel program={program} />,
  };
  return (
    <>
      <Problems program={program} />
      <Tabs
        label={program.name}
        selected={tab}
        onSelect={(key) => {
          void navigate(`/loyalty/programs/${program.id}/${key}`, { replace: true });
        }}
        tabs={TABS.map((key) => ({ key, label: intl.formatMessage({ id: `loyalty.tab.${key}` }), render: panels[key] }))}
      />
    </>
  );
}

/** The API knows what is missing; the remedy is in one of the tabs. */
function Problems({ program }: { program: LoyaltyProgramFragment }) {
  const intl = useIntl();
  const problems = program.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <ul className="crm-banner crm-banner--warning" aria-label={intl.formatMessage({ id: "loyalty.missing" })}>
      {problems.map(({ code, message, currency, rule }) => (
        <li key={`${code} ${currency ?? ""} ${rule ?? ""}`}>
          {code in PROBLEMS ? (
            <FormattedMessage id={`loyalty.problem.${code}`} values={{ currency: currency ?? "", rule: rule ?? "" }} />
          ) : (
            message
          )}
        </li>
      ))}
    </ul>
  );
}

const PROBLEMS = { no_rule: true, missing_currency: true, missing_worth: true };

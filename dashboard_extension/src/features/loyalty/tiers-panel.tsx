/** The ladder of a program: how it counts, and its tiers with what they bring. */
import { useState } from "react";
import { FormattedList, FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  LoyaltyTierRemoveDocument,
  type LoyaltyLadderFragment,
  type LoyaltyProgramFragment,
  type LoyaltyTierFragment,
} from "../../api/generated/loyalty";
import { Count, Money } from "../../i18n";
import { Button, ConfirmDialog, DataTable, EmptyState, FormErrors, Section, Stack, type Column } from "../../ui";
import { LadderForm } from "./ladder-form";
import type { Channels } from "./program-settings";
import { currenciesOf } from "./rules-panel";
import { TierForm } from "./tier-form";

interface TiersPanelProps {
  program: LoyaltyProgramFragment;
  channels: Channels;
  onReload: () => void;
}

export function TiersPanel({ program, channels, onReload }: TiersPanelProps) {
  const intl = useIntl();
  const { ladder } = program;
  return (
    <Stack>
      {ladder && <Tiers ladder={ladder} currencies={currenciesOf(program, channels)} onReload={onReload} />}
      <Section
        title={intl.formatMessage({ id: "loyalty.ladder" })}
        {...(ladder ? {} : { text: <FormattedMessage id="loyalty.noLadder" /> })}
      >
        <LadderForm key={ladder?.id ?? "new"} programId={program.id} ladder={ladder ?? null} onReload={onReload} />
      </Section>
    </Stack>
  );
}

interface TiersProps {
  ladder: LoyaltyLadderFragment;
  currencies: string[];
  onReload: () => void;
}

function Tiers({ ladder, currencies, onReload }: TiersProps) {
  const intl = useIntl();
  const [edited, setEdited] = useState<LoyaltyTierFragment | "new" | null>(null);
  const [removed, setRemoved] = useState<LoyaltyTierFragment | null>(null);
  const columns: Column<LoyaltyTierFragment>[] = [
    { key: "name", title: <FormattedMessage id="loyalty.field.name" />, render: ({ name }) => name },
    {
      key: "thresholds",
      title: <FormattedMessage id="loyalty.reachedBy" />,
      render: (tier) => <Thresholds tier={tier} basis={ladder.basis} />,
    },
    {
      key: "benefits",
      title: <FormattedMessage id="loyalty.benefits" />,
      render: (tier) => <Benefits tier={tier} />,
    },
    {
      key: "actions",
      title: <FormattedMessage id="loyalty.actions" />,
      render: (tier) => (
        <Stack isRow>
          <Button
            label={intl.formatMessage({ id: "loyalty.editTierNamed" }, { tier: tier.name })}
            onClick={() => {
              setEdited(tier);
            }}
          >
            <FormattedMessage id="loyalty.edit" />
          </Button>
          <Button
            tone="tertiary"
            label={intl.formatMessage({ id: "loyalty.removeKey" }, { key: tier.name })}
            onClick={() => {
              setRemoved(tier);
            }}
          >
            <FormattedMessage id="loyalty.remove" />
          </Button>
        </Stack>
      ),
    },
  ];
  const close = () => {
    setEdited(null);
    setRemoved(null);
  };
  return (
    <Section
      title={intl.formatMessage({ id: "loyalty.tab.tiers" })}
      actions={
        <Button
          tone="primary"
          onClick={() => {
            setEdited("new");
          }}
        >
          <FormattedMessage id="loyalty.addTier" />
        </Button>
      }
    >
      <DataTable
        caption={intl.formatMessage({ id: "loyalty.tab.tiers" })}
        columns={columns}
        rows={ladder.tiers}
        rowKey={({ id }) => id}
        empty={<EmptyState title={intl.formatMessage({ id: "loyalty.noTiers" })} />}
      />
      {edited !== null && (
        <TierForm
          ladder={ladder}
          tier={edited === "new" ? null : edited}
          currencies={currencies}
          onClose={close}
          onOutdated={() => {
            close();
            onReload();
          }}
        />
      )}
      {removed && <RemoveTier tier={removed} onClose={close} />}
    </Section>
  );
}

function Thresholds({ tier, basis }: { tier: LoyaltyTierFragment; basis: LoyaltyLadderFragment["basis"] }) {
  if (tier.isByInvitation) return <FormattedMessage id="loyalty.byInvitation" />;
  return (
    <FormattedList
      type="disjunction"
      value={tier.thresholds.map(({ currency, value }) =>
        currency ? (
          <Money key={currency} amount={value} currency={currency} />
        ) : (
          <FormattedMessage key="" id={`loyalty.threshold.${basis}`} values={{ value: Number(value) }} />
        ),
      )}
    />
  );
}

function Benefits({ tier }: { tier: LoyaltyTierFragment }) {
  return (
    <ul className="crm-plain-list">
      {Number(tier.multiplier) !== 1 && (
        <li>
          <FormattedMessage id="loyalty.times" values={{ factor: <Count value={Number(tier.multiplier)} /> }} />
        </li>
      )}
      {tier.hasEarlyAccess && (
        <li>
          <FormattedMessage id="loyalty.hasEarlyAccess" />
        </li>
      )}
      {tier.description !== "" && <li>{tier.description}</li>}
    </ul>
  );
}

function RemoveTier({ tier, onClose }: { tier: LoyaltyTierFragment; onClose: () => void }) {
  const intl = useIntl();
  const [remove, { fetching }] = useCrmMutation(LoyaltyTierRemoveDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={intl.formatMessage({ id: "loyalty.removeKey" }, { key: tier.name })}
      text={<FormattedMessage id="loyalty.removeTierText" />}
      confirmLabel={intl.formatMessage({ id: "loyalty.remove" })}
      isBusy={fetching}
      onClose={onClose}
      onConfirm={async () => {
        const given = await remove({ id: tier.id });
        setAnswer(given);
        if (given.ok) onClose();
      }}
    >
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

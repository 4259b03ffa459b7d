/** One tier: what reaches it and what it brings. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  LoyaltyTierAddDocument,
  LoyaltyTierUpdateDocument,
  type CrmTierInput,
  type LoyaltyLadderFragment,
  type LoyaltyTierFragment,
} from "../../api/generated/loyalty";
import { Button, CheckboxField, ConflictBanner, Dialog, FormErrors, NumberField, Stack, TextArea, TextField } from "../../ui";
import { isOutdatedBy } from "./use-versioned";

const SHOWN_AT_THEIR_FIELDS = ["name", "code", "rank", "thresholds", "multiplier", "description"];

interface Draft {
  code: string;
  name: string;
  rank: number | null;
  /** By currency; under "" for points and orders. */
  thresholds: Record<string, number | null>;
  multiplier: number | null;
  hasEarlyAccess: boolean;
  description: string;
}

export interface TierFormProps {
  ladder: LoyaltyLadderFragment;
  /** Null for a new one. */
  tier: LoyaltyTierFragment | null;
  currencies: readonly string[];
  onClose: () => void;
  /** Somebody else has changed the tier: it is to be read again. */
  onOutdated: () => void;
}

export function TierForm({ ladder, tier, currencies, onClose, onOutdated }: TierFormProps) {
  const intl = useIntl();
  const [add, adding] = useCrmMutation(LoyaltyTierAddDocument);
  const [update, updating] = useCrmMutation(LoyaltyTierUpdateDocument);
  const [draft, setDraft] = useState(() => draftOf(tier, ladder));
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const errors = answer?.fieldErrors ?? {};
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
  };
  const save = async () => {
    const input = inputOf(draft);
    const given = tier
      ? await update({ id: tier.id, version: tier.version, input })
      : await add({ ladder: ladder.id, input });
    setAnswer(given);
    if (given.ok) onClose();
  };

  return (
    <Dialog
      isOpen
      title={tier ? intl.formatMessage({ id: "loyalty.editTierNamed" }, { tier: tier.name }) : intl.formatMessage({ id: "loyalty.addTier" })}
      onClose={onClose}
      actions={
        <Button
          tone="primary"
          isBusy={adding.fetching || updating.fetching}
          disabled={isOutdatedBy(answer)}
          onClick={() => {
            void save();
          }}
        >
          <FormattedMessage id="loyalty.saveTier" />
        </Button>
      }
    >
      <Stack>
        {isOutdatedBy(answer) && <ConflictBanner changedBy={null} changedAt={null} onReload={onOutdated} />}
        <TextField
          label={intl.formatMessage({ id: "loyalty.field.name" })}
          value={draft.name}
          error={errors["name"]}
          isRequired
          onChange={(name) => {
            set({ name });
          }}
        />
        <TextField
          label={intl.formatMessage({ id: "loyalty.field.code" })}
          value={draft.code}
          error={errors["code"]}
          isRequired
          onChange={(code) => {
            set({ code });
          }}
        />
        <NumberField
          label={intl.formatMessage({ id: "loyalty.field.rank" })}
          help={<FormattedMessage id="loyalty.help.rank" />}
          value={draft.rank}
          error={errors["rank"]}
          isRequired
          onChange={(rank) => {
            set({ rank });
          }}
        />
        {(ladder.basis === "SPEND" ? currencies : [""]).map((currency) => (
          <NumberField
            key={currency}
            label={intl.formatMessage({ id: `loyalty.reachedBy.${ladder.basis}` })}
            help={<FormattedMessage id="loyalty.help.threshold" />}
            value={draft.thresholds[currency] ?? null}
            step="any"
            min={0}
            unit={currency}
            error={errors["thresholds"]}
            onChange={(value) => {
              set({ thresholds: { ...draft.thresholds, [currency]: value } });
            }}
          />
        ))}
        <NumberField
          label={intl.formatMessage({ id: "loyalty.field.multiplier" })}
          value={draft.multiplier}
          step="any"
          min={0}
          error={errors["multiplier"]}
          onChange={(multiplier) => {
            set({ multiplier });
          }}
        />
        <CheckboxField
          label={intl.formatMessage({ id: "loyalty.hasEarlyAccess" })}
          value={draft.hasEarlyAccess}
          onChange={(hasEarlyAccess) => {
            set({ hasEarlyAccess });
          }}
        />
        <TextArea
          label={intl.formatMessage({ id: "loyalty.field.description" })}
          value={draft.description}
          error={errors["description"]}
          onChange={(description) => {
            set({ description });
          }}
        />
        {!isOutdatedBy(answer) && <FormErrors answer={answer} shown={SHOWN_AT_THEIR_FIELDS} />}
      </Stack>
    </Dialog>
  );
}

function draftOf(tier: LoyaltyTierFragment | null, ladder: LoyaltyLadderFragment): Draft {
  if (tier === null) {
    const highest = Math.max(0, ...ladder.tiers.map(({ rank }) => rank));
    return { code: "", name: "", rank: highest + 1, thresholds: {}, multiplier: 1, hasEarlyAccess: false, description: "" };
  }
  const { code, name, rank, thresholds, multiplier, hasEarlyAccess, description } = tier;
  return {
    code,
    name,
    rank,
    thresholds: Object.fromEntries(thresholds.map(({ currency, value }) => [currency ?? "", Number(value)])),
    multiplier: Number(multiplier),
    hasEarlyAccess,
    description,
  };
}

/** Without any threshold a tier is given by invitation only. */
function inputOf({ rank, thresholds, multiplier, ...rest }: Draft): CrmTierInput {
  return {
    ...rest,
    rank: rank ?? 0,
    thresholds: Object.entries(thresholds).flatMap(([currency, value]) =>
      value === null ? [] : [{ value: String(value), ...(currency === "" ? {} : { currency }) }],
    ),
    ...(multiplier === null ? {} : { multiplier: String(multiplier) }),
  };
}

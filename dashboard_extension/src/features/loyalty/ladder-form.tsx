/** How a ladder counts, for how long, and how members fall. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  LoyaltyLadderCreateDocument,
  LoyaltyLadderUpdateDocument,
  type CrmTierLadderInput,
  type LoyaltyLadderFragment,
} from "../../api/generated/loyalty";
import { Button, CheckboxField, ConflictBanner, FormErrors, NumberField, SelectField, Stack, TextField, useToast } from "../../ui";
import { isOutdatedBy, useVersioned } from "./use-versioned";

const BASES = ["SPEND", "POINTS", "ORDERS"] as const;
const WINDOWS = ["ROLLING_MONTHS", "CALENDAR_YEAR", "LIFETIME"] as const;
const DOWNGRADES = ["ONE_STEP", "STRAIGHT"] as const;

interface Draft {
  basis: (typeof BASES)[number];
  window: (typeof WINDOWS)[number];
  windowMonths: number | null;
  timeZone: string;
  pendingCounts: boolean;
  graceDays: number | null;
  downgrade: (typeof DOWNGRADES)[number];
  excludesStaff: boolean;
}

const NEW: Draft = {
  basis: "SPEND",
  window: "ROLLING_MONTHS",
  windowMonths: 12,
  timeZone: "UTC",
  pendingCounts: true,
  graceDays: 30,
  downgrade: "ONE_STEP",
  excludesStaff: true,
};

interface LadderFormProps {
  programId: string;
  /** Null for a new one. */
  ladder: LoyaltyLadderFragment | null;
  onReload: () => void;
}

export function LadderForm({ programId, ladder, onReload }: LadderFormProps) {
  const intl = useIntl();
  const notify = useToast();
  const [create, creating] = useCrmMutation(LoyaltyLadderCreateDocument);
  const [update, updating] = useCrmMutation(LoyaltyLadderUpdateDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const editing = useVersioned(ladder?.version ?? 0, ladder ? draftOf(ladder) : NEW, isOutdatedBy(answer));
  const { form: draft, isChanged, isOutdated } = editing;
  const errors = answer?.fieldErrors ?? {};
  const set = (change: Partial<Draft>) => {
    editing.setForm({ ...draft, ...change });
  };
  const choices = <Value extends string>(name: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: intl.formatMessage({ id: `loyalty.choice.${name}.${value}` }) }));

  const save = async () => {
    const input = inputOf(draft);
    const given = ladder
      ? await update({ id: ladder.id, version: editing.version, input })
      : await create({ program: programId, input });
    setAnswer(given);
    if (!given.ok) return;
    if (given.data && "crmTierLadderUpdate" in given.data) {
      editing.adoptSaved(given.data.crmTierLadderUpdate?.ladder?.version ?? editing.version);
    }
    notify({ status: "success", title: intl.formatMessage({ id: "loyalty.saved" }) });
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
          label={intl.formatMessage({ id: "loyalty.field.basis" })}
          value={draft.basis}
          error={errors["basis"]}
          options={choices("basis", BASES)}
          onChange={(basis) => {
            set({ basis });
          }}
        />
        <SelectField
          label={intl.formatMessage({ id: "loyalty.field.window" })}
          value={draft.window}
          error={errors["window"]}
          options={choices("window", WINDOWS)}
          onChange={(window) => {
            set({ window });
          }}
        />
        {draft.window === "ROLLING_MONTHS" && (
          <NumberField
            label={intl.formatMessage({ id: "loyalty.field.windowMonths" })}
            value={draft.windowMonths}
            min={1}
            error={errors["windowMonths"]}
            onChange={(windowMonths) => {
              set({ windowMonths });
            }}
          />
        )}
        <TextField
          label={intl.formatMessage({ id: "loyalty.field.timeZone" })}
          help={<FormattedMessage id="loyalty.help.timeZone" />}
          value={draft.timeZone}
          error={errors["timeZone"]}
          onChange={(timeZone) => {
            set({ timeZone });
          }}
        />
        <CheckboxField
          label={intl.formatMessage({ id: "loyalty.field.pendingCounts" })}
          value={draft.pendingCounts}
          onChange={(pendingCounts) => {
            set({ pendingCounts });
          }}
        />
        <CheckboxField
          label={intl.formatMessage({ id: "loyalty.field.excludesStaffHere" })}
          value={draft.excludesStaff}
          onChange={(excludesStaff) => {
            set({ excludesStaff });
          }}
        />
        <NumberField
          label={intl.formatMessage({ id: "loyalty.field.graceDays" })}
          value={draft.graceDays}
          min={0}
          unit={<FormattedMessage id="loyalty.days" />}
          error={errors["graceDays"]}
          onChange={(graceDays) => {
            set({ graceDays });
          }}
        />
        <SelectField
          label={intl.formatMessage({ id: "loyalty.field.downgrade" })}
          value={draft.downgrade}
          options={choices("downgrade", DOWNGRADES)}
          onChange={(downgrade) => {
            set({ downgrade });
          }}
        />
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
          <FormErrors answer={answer} shown={["basis", "window", "windowMonths", "timeZone", "graceDays"]} />
        )}
        <Stack isRow>
          <Button
            type="submit"
            tone="primary"
            isBusy={creating.fetching || updating.fetching}
            disabled={ladder !== null && (!isChanged || isOutdated)}
          >
            <FormattedMessage id={ladder ? "loyalty.saveLadder" : "loyalty.createLadder"} />
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}

function draftOf(ladder: LoyaltyLadderFragment): Draft {
  const { basis, window, windowMonths, timeZone, pendingCounts, graceDays, downgrade, excludesStaff } = ladder;
  return { basis, window, windowMonths, timeZone, pendingCounts, graceDays, downgrade, excludesStaff };
}

/** What is empty takes the default of the API. */
function inputOf({ windowMonths, graceDays, ...rest }: Draft): CrmTierLadderInput {
  return {
    ...rest,
    ...(windowMonths === null ? {} : { windowMonths }),
    ...(graceDays === null ? {} : { graceDays }),
  };
}

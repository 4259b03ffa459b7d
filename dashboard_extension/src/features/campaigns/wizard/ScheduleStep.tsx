/** On which day and at which hour messages are due, and how fast they leave. */
import { useIntl } from "react-intl";

import { timeZones } from "../../../i18n/time-zones";
import { DateField, DateTimeField, MultiSelectField, NumberField, Section, SelectField, TextField } from "../../../ui";
import { hasDayOfMonth, type Mode, MODES, type RepeatDraft, repeatsOf, timePartsOf } from "../definition";
import { wordOf } from "../words";
import { OutlookSection } from "./OutlookSection";
import type { StepProps } from "./stepProps";

const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const SHOPS_ZONE = "-";

export function ScheduleStep(props: StepProps) {
  const intl = useIntl();
  const { wizard, errors } = props;
  const { draft, change } = wizard;
  const parts = timePartsOf(draft.kind, draft.mode);
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
    <>
      <Section title={word("step.schedule")}>
        <SelectField
          label={word("mode")}
          help={wordOf(intl, "mode_help", draft.mode)}
          value={draft.mode}
          onChange={(value) => {
            change({ mode: MODES.find((one): one is Mode => one === value) ?? "fixed" });
          }}
          options={MODES.map((value) => ({ value, label: wordOf(intl, "mode", value) }))}
          error={errors["definition.when.mode"]}
        />
        {parts.has("at") && (
          <DateTimeField
            label={word("at")}
            help={intl.formatMessage({ id: "campaigns.at_help" }, { zone: browserZone() })}
            value={draft.at || null}
            onChange={(at) => {
              change({ at: at ?? "" });
            }}
            error={errors["definition.when.at"]}
          />
        )}
        {parts.has("day") && (
          <DateField
            label={word("day")}
            value={draft.day}
            onChange={(day) => {
              change({ day });
            }}
            error={errors["definition.when.day"]}
          />
        )}
        {parts.has("repeat") && <RepeatFields {...props} />}
        {parts.has("localTime") && (
          <TextField
            label={word("local_time")}
            help={word("local_time_help")}
            type="time"
            value={draft.localTime}
            onChange={(localTime) => {
              change({ localTime });
            }}
            error={errors["definition.when.local_time"]}
          />
        )}
        {!parts.has("at") && <ZoneField {...props} />}
      </Section>
      <Section title={word("pace")}>
        <NumberField
          label={word("throttle")}
          help={word("throttle_help")}
          value={draft.throttlePerHour}
          onChange={(throttlePerHour) => {
            change({ throttlePerHour });
          }}
          min={1}
          error={errors["definition.when.throttle_per_hour"]}
        />
        <NumberField
          label={word("deadline")}
          help={word("deadline_help")}
          value={draft.deadlineHours}
          onChange={(deadlineHours) => {
            change({ deadlineHours });
          }}
          min={1}
          max={744}
          error={errors["definition.when.deadline_hours"]}
        />
      </Section>
      <OutlookSection wizard={wizard} />
    </>
  );
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone in which days are reckoned; one moment for all has none. */
function ZoneField({ wizard, choices, errors }: StepProps) {
  const intl = useIntl();
  const { zone } = wizard.draft;
  return (
    <SelectField
      label={intl.formatMessage({ id: "campaigns.zone" })}
      help={intl.formatMessage({ id: "campaigns.zone_help" })}
      value={zone || SHOPS_ZONE}
      onChange={(chosen) => {
        wizard.change({ zone: chosen === SHOPS_ZONE ? "" : chosen });
      }}
      options={[
        { value: SHOPS_ZONE, label: intl.formatMessage({ id: "campaigns.zone_shop" }, { zone: choices.timeZone }) },
        ...zonesWith(zone).map((one) => ({ value: one, label: one })),
      ]}
      error={errors["definition.when.zone"]}
    />
  );
}

/** All zones, and the one that was chosen where this browser does not know it. */
function zonesWith(chosen: string): string[] {
  const known = timeZones();
  return chosen === "" || known.includes(chosen) ? known : [chosen, ...known];
}

function RepeatFields({ wizard, choices, errors }: StepProps) {
  const intl = useIntl();
  const { repeat, kind } = wizard.draft;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const change = (changes: Partial<RepeatDraft>) => {
    wizard.change({ repeat: { ...repeat, ...changes } });
  };
  const error = (field: string) => errors[`definition.when.repeat.${field}`];
  return (
    <>
      <SelectField
        label={word("every")}
        value={repeat.every}
        onChange={(value) => {
          const every = repeatsOf(kind).find((one) => one === value);
          if (every) change({ every });
        }}
        options={repeatsOf(kind).map((value) => ({ value, label: wordOf(intl, "every", value) }))}
        error={error("every") ?? errors["definition.when.repeat"]}
      />
      {kind === "RECURRING" && (
        <NumberField
          label={word("interval")}
          value={repeat.interval}
          onChange={(interval) => {
            change({ interval });
          }}
          min={1}
          max={366}
          error={error("interval")}
        />
      )}
      {repeat.every === "week" && (
        <MultiSelectField
          label={word("weekdays")}
          values={repeat.weekdays.map(String)}
          onChange={(values) => {
            change({ weekdays: values.map(Number).sort((one, other) => one - other) });
          }}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: intl.formatDate(MONDAY_MS + (day - 1) * DAY_MS, { weekday: "long", timeZone: "UTC" }),
          }))}
          error={error("weekdays")}
        />
      )}
      {repeat.every === "year" && (
        <SelectField
          label={word("month")}
          value={String(repeat.month ?? 1)}
          onChange={(value) => {
            change({ month: Number(value) });
          }}
          options={Array.from({ length: 12 }, (_, month) => ({
            value: String(month + 1),
            label: intl.formatDate(Date.UTC(2024, month, 1), { month: "long", timeZone: "UTC" }),
          }))}
          error={error("month")}
        />
      )}
      {hasDayOfMonth(repeat.every) && (
        <NumberField
          label={word("day_of_month")}
          value={repeat.day}
          onChange={(day) => {
            change({ day });
          }}
          min={1}
          max={31}
          error={error("day")}
        />
      )}
      {repeat.every === "named" && (
        <SelectField
          label={word("named")}
          value={repeat.named}
          onChange={(named) => {
            change({ named });
          }}
          options={choices.namedDays.map((value) => ({ value, label: wordOf(intl, "named_day", value) }))}
          error={error("named")}
        />
      )}
      <RangeFields repeat={repeat} change={change} error={error} />
    </>
  );
}

interface RangeProps {
  readonly repeat: RepeatDraft;
  readonly change: (changes: Partial<RepeatDraft>) => void;
  readonly error: (field: string) => string | undefined;
}

function RangeFields({ repeat, change, error }: RangeProps) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
    <>
      <NumberField
        label={word("days_before")}
        value={repeat.daysBefore}
        onChange={(daysBefore) => {
          change({ daysBefore });
        }}
        min={0}
        max={60}
        error={error("days_before")}
      />
      <DateField
        label={word("since")}
        value={repeat.since}
        onChange={(since) => {
          change({ since });
        }}
        error={error("since")}
      />
      <DateField
        label={word("until")}
        value={repeat.until}
        onChange={(until) => {
          change({ until });
        }}
        error={error("until")}
      />
    </>
  );
}

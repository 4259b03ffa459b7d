/** How many messages somebody may get: everybody, and people of each relationship besides. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsCapsDocument,
  SettingsCapsSetDocument,
  type CrmRelationshipType,
  type SettingsCapsQuery,
} from "../../api/generated/settings";
import { Button, NumberField, QueryView, Section, SelectField, Stack } from "../../ui";
import { mediaOf, useMediumName } from "./media";
import { hoursOf, PERIOD_UNITS, periodOf, type Period } from "./periods";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

type StoredCap = SettingsCapsQuery["crmSendingSettings"]["caps"][number];

interface Cap {
  relationship: CrmRelationshipType | typeof EVERYBODY;
  /** Empty for all media together. */
  medium: string;
  most: number | null;
  period: Period;
}

const EVERYBODY = "EVERYBODY";
const ALL_MEDIA = "ALL";
const RELATIONSHIPS: readonly CrmRelationshipType[] = [
  "STRAINED",
  "EXCHANGE_ONLY",
  "OCCASIONAL",
  "REGULAR",
  "FRIEND",
  "PARTNER",
  "UNKNOWN",
];
const NEW_CAP: Cap = { relationship: EVERYBODY, medium: "", most: null, period: { length: 1, unit: "weeks" } };

export function CapsSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsCapsDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.caps" })} text={<FormattedMessage id="settings.capsText" />}>
      <QueryView query={query}>{(data) => <CapsForm data={data} reload={query.retry} />}</QueryView>
    </Section>
  );
}

function CapsForm({ data, reload }: { data: SettingsCapsQuery; reload: () => void }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsCapsSetDocument);
  const { caps, defaultCaps, hasChosenCaps, capsVersion } = data.crmSendingSettings;
  const draft = useSavedChoices(
    { caps: caps.map(written) },
    ({ caps: asked }, version) => run({ caps: asked.map(asInput), version }),
    { version: capsVersion, reload },
  );
  const rows = draft.values.caps;
  const isWhole = rows.every(({ most, period }) => most !== null && (period.length ?? 0) > 0);
  const replace = (changed: Cap[]) => {
    draft.change({ caps: changed });
  };
  return (
    <SavedForm
      draft={draft}
      isSaving={fetching}
      isBlocked={!isWhole}
      label={intl.formatMessage({ id: "settings.caps" })}
      actions={
        <Button
          tone="tertiary"
          onClick={() => {
            replace(defaultCaps.map(written));
          }}
        >
          <FormattedMessage id="settings.capsDefaults" />
        </Button>
      }
    >
      <p>
        <FormattedMessage id={hasChosenCaps ? "settings.capsChosen" : "settings.capsAreDefaults"} />
      </p>
      {rows.map((cap, place) => (
        <CapRow
          // A limit has no name of its own; its place is what tells it from the others.
          key={place}
          number={place + 1}
          cap={cap}
          media={mediaOf(data.crmChannelTypes)}
          onChange={(changes) => {
            replace(rows.map((one, other) => (other === place ? { ...one, ...changes } : one)));
          }}
          onRemove={() => {
            replace(rows.filter((_, other) => other !== place));
          }}
        />
      ))}
      {draft.errorOf("caps") !== undefined && <p className="crm-field__error">{draft.errorOf("caps")}</p>}
      {rows.length === 0 && (
        <p className="crm-banner crm-banner--warning">
          <FormattedMessage id="settings.capsNone" />
        </p>
      )}
      <Stack isRow>
        <Button
          onClick={() => {
            replace([...rows, NEW_CAP]);
          }}
        >
          <FormattedMessage id="settings.capAdd" />
        </Button>
      </Stack>
    </SavedForm>
  );
}

interface CapRowProps {
  number: number;
  cap: Cap;
  media: ReadonlyMap<string, string>;
  onChange: (changes: Partial<Cap>) => void;
  onRemove: () => void;
}

function CapRow({ number, cap, media, onChange, onRemove }: CapRowProps) {
  const intl = useIntl();
  const mediumName = useMediumName();
  const say = (id: string) => intl.formatMessage({ id: `settings.${id}` });
  return (
    <fieldset className="crm-settings__row">
      <legend className="crm-hidden">
        <FormattedMessage id="settings.capNumber" values={{ number }} />
      </legend>
      <NumberField
        label={say("capMost")}
        min={0}
        value={cap.most}
        error={cap.most === null ? say("capMissing") : undefined}
        onChange={(most) => {
          onChange({ most });
        }}
      />
      <NumberField
        label={say("capWithin")}
        min={1}
        value={cap.period.length}
        error={(cap.period.length ?? 0) > 0 ? undefined : say("capMissing")}
        onChange={(length) => {
          onChange({ period: { ...cap.period, length } });
        }}
      />
      <SelectField
        label={say("capUnit")}
        value={cap.period.unit}
        options={PERIOD_UNITS.map((value) => ({ value, label: say(`unit.${value}`) }))}
        onChange={(unit) => {
          onChange({ period: { ...cap.period, unit } });
        }}
      />
      <SelectField
        label={say("capWhom")}
        value={cap.relationship}
        options={[EVERYBODY, ...RELATIONSHIPS].map((value) => ({ value, label: say(`relationship.${value}`) }))}
        onChange={(relationship) => {
          onChange({ relationship: relationship as Cap["relationship"] });
        }}
      />
      <SelectField
        label={say("capBy")}
        value={cap.medium || ALL_MEDIA}
        options={[
          { value: ALL_MEDIA, label: say("capByAll") },
          ...[...media].map(([value, label]) => ({ value, label: mediumName(value, label) })),
        ]}
        onChange={(medium) => {
          onChange({ medium: medium === ALL_MEDIA ? "" : medium });
        }}
      />
      <Button tone="tertiary" label={intl.formatMessage({ id: "settings.capRemove" }, { number })} onClick={onRemove}>
        <FormattedMessage id="settings.remove" />
      </Button>
    </fieldset>
  );
}

function written({ channel, relationshipType, most, hours }: StoredCap): Cap {
  return { relationship: relationshipType ?? EVERYBODY, medium: channel, most, period: periodOf(hours) };
}

function asInput({ relationship, medium, most, period }: Cap) {
  return {
    channel: medium || null,
    relationshipType: relationship === EVERYBODY ? null : relationship,
    most: most ?? 0,
    hours: hoursOf(period) ?? 0,
  };
}

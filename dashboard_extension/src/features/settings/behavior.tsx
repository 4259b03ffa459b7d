/** For how long behavior is kept, and what visits can name: stores, and occasions there. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import { SettingsBehaviorDocument, SettingsBehaviorUpdateDocument, type SettingsBehaviorQuery } from "../../api/generated/settings";
import { NumberField, QueryView, Section, TextArea } from "../../ui";
import { codesOf, MOST_CODES, strangeIn } from "./codes";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

type Saved = SettingsBehaviorQuery["crmBehaviorSettings"];

const LISTS = ["places", "occasions"] as const;

export function BehaviorSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsBehaviorDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.behavior" })}>
      <QueryView query={query}>{(data) => <BehaviorForm saved={data.crmBehaviorSettings} reload={query.retry} />}</QueryView>
    </Section>
  );
}

function BehaviorForm({ saved, reload }: { saved: Saved; reload: () => void }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsBehaviorUpdateDocument);
  const draft = useSavedChoices<{ keepDays: number | null; places: string; occasions: string }>(
    { keepDays: saved.keepDays, places: saved.places.join("\n"), occasions: saved.occasions.join("\n") },
    ({ keepDays, places, occasions }, version) =>
      run({ keepDays, places: codesOf(places), occasions: codesOf(occasions), version }),
    { version: saved.version, reload },
  );
  const faultOf = (written: string): string | undefined => {
    const strange = strangeIn(written);
    if (strange !== null) return intl.formatMessage({ id: "settings.codeFault" }, { code: strange });
    if (codesOf(written).length > MOST_CODES) return intl.formatMessage({ id: "settings.codesTooMany" }, { most: MOST_CODES });
    return undefined;
  };
  return (
    <SavedForm
      draft={draft}
      isSaving={fetching}
      isBlocked={LISTS.some((list) => faultOf(draft.values[list]) !== undefined)}
      label={intl.formatMessage({ id: "settings.behavior" })}
    >
      <NumberField
        label={intl.formatMessage({ id: "settings.keepBehavior" })}
        help={<FormattedMessage id="settings.keepBehaviorHelp" />}
        unit={<FormattedMessage id="settings.days" />}
        min={30}
        max={3650}
        value={draft.values.keepDays}
        error={draft.errorOf("keepDays")}
        onChange={(keepDays) => {
          draft.change({ keepDays });
        }}
      />
      {LISTS.map((list) => (
        <TextArea
          key={list}
          label={intl.formatMessage({ id: `settings.${list}` })}
          help={
            <FormattedMessage
              id={`settings.${list}Help`}
              values={{ count: codesOf(draft.values[list]).length, most: MOST_CODES }}
            />
          }
          rows={4}
          value={draft.values[list]}
          error={draft.errorOf(list) ?? faultOf(draft.values[list])}
          onChange={(written) => {
            draft.change({ [list]: written });
          }}
        />
      ))}
    </SavedForm>
  );
}

/** What people can say they like by the link of a letter, in the order in which they are asked. */
import { useEffect, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import { SettingsInterestsDocument, SettingsInterestsSetDocument, type SettingsInterestsQuery } from "../../api/generated/settings";
import { Button, EmptyState, QueryView, Section, Stack, TextField } from "../../ui";
import { languagesOf, nameFor, namesInput, namesOf, type Names } from "./names";
import { NamesFields } from "./names-fields";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

interface Interest {
  code: string;
  names: Names;
  /** Once it is saved its code stays: people's tags have it. */
  isKnown: boolean;
}

type Saved = SettingsInterestsQuery["crmSendingSettings"];

const MOST = 40;
const LONGEST_NAME = 60;
const CODE = /^[a-z][a-z0-9_]{0,31}$/;
const NEW: Interest = { code: "", names: {}, isKnown: false };

export function InterestSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsInterestsDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.interests" })} text={<FormattedMessage id="settings.interestsText" />}>
      <QueryView query={query}>{(data) => <InterestsForm saved={data.crmSendingSettings} reload={query.retry} />}</QueryView>
    </Section>
  );
}

function InterestsForm({ saved, reload }: { saved: Saved; reload: () => void }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsInterestsSetDocument);
  const draft = useSavedChoices(
    { interests: saved.interests.map(({ code, names }): Interest => ({ code, names: namesOf(names), isKnown: true })) },
    ({ interests }, version) =>
      run({ interests: interests.map(({ code, names }) => ({ code, names: namesInput(names) })), version }),
    { version: saved.interestsVersion, reload },
  );
  const rows = draft.values.interests;
  const list = useRef<HTMLDivElement>(null);
  const followed = useRef<Move | null>(null);
  useEffect(() => {
    // The row has moved under the button that was pressed: the focus goes with it.
    if (followed.current) focusOn(list.current, followed.current);
    followed.current = null;
  });
  const replace = (interests: Interest[]) => {
    draft.change({ interests });
  };
  const move = (from: number, by: 1 | -1) => {
    const moved = [...rows];
    moved.splice(from + by, 0, ...moved.splice(from, 1));
    followed.current = { to: from + by, by };
    replace(moved);
  };
  return (
    <SavedForm
      draft={draft}
      isSaving={fetching}
      isBlocked={!rows.every((row) => isWhole(row, rows))}
      label={intl.formatMessage({ id: "settings.interests" })}
    >
      {rows.length === 0 && (
        <EmptyState
          title={intl.formatMessage({ id: "settings.noInterests" })}
          text={<FormattedMessage id="settings.noInterestsText" />}
        />
      )}
      <div ref={list} className="crm-stack">
        {rows.map((interest, place) => (
          <InterestRow
            key={place}
            interest={interest}
            others={rows}
            languages={languagesOf(saved, ...rows.map(({ names }) => names))}
            isFirst={place === 0}
            isLast={place === rows.length - 1}
            onChange={(changes) => {
              replace(rows.map((one, other) => (other === place ? { ...one, ...changes } : one)));
            }}
            onMove={(by) => {
              move(place, by);
            }}
            onRemove={() => {
              replace(rows.filter((_, other) => other !== place));
            }}
          />
        ))}
      </div>
      <Stack isRow>
        <Button
          disabled={rows.length >= MOST}
          onClick={() => {
            replace([...rows, NEW]);
          }}
        >
          <FormattedMessage id="settings.interestAdd" />
        </Button>
      </Stack>
    </SavedForm>
  );
}

interface InterestRowProps {
  interest: Interest;
  others: readonly Interest[];
  languages: readonly string[];
  isFirst: boolean;
  isLast: boolean;
  onChange: (changes: Partial<Interest>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function InterestRow({ interest, others, languages, isFirst, isLast, onChange, onMove, onRemove }: InterestRowProps) {
  const intl = useIntl();
  const { code, names, isKnown } = interest;
  const name = nameFor(intl.locale, names, code);
  const say = (id: string) => intl.formatMessage({ id: `settings.${id}` }, { name });
  const fault = faultOf(interest, others);
  return (
    <fieldset className="crm-settings__block">
      <legend>{name || say("interestNew")}</legend>
      <div className="crm-settings__row">
        <TextField
          label={say("interestCode")}
          help={say(isKnown ? "interestCodeStays" : "interestCodeHelp")}
          isRequired={!isKnown}
          isDisabled={isKnown}
          maxLength={32}
          value={code}
          error={code === "" || fault === null ? undefined : say(fault)}
          onChange={(written) => {
            onChange({ code: written.toLowerCase() });
          }}
        />
        <NamesFields
          languages={languages}
          names={names}
          maxLength={LONGEST_NAME}
          onChange={(changed) => {
            onChange({ names: changed });
          }}
        />
      </div>
      <Stack isRow>
        <Button
          tone="tertiary"
          disabled={isFirst}
          label={say("moveUpOf")}
          onClick={() => {
            onMove(-1);
          }}
        >
          <FormattedMessage id="settings.moveUp" />
        </Button>
        <Button
          tone="tertiary"
          disabled={isLast}
          label={say("moveDownOf")}
          onClick={() => {
            onMove(1);
          }}
        >
          <FormattedMessage id="settings.moveDown" />
        </Button>
        <Button tone="tertiary" label={say("removeOf")} onClick={onRemove}>
          <FormattedMessage id="settings.remove" />
        </Button>
        {namesInput(names).length === 0 && <span className="crm-field__error">{say("interestNameless")}</span>}
      </Stack>
    </fieldset>
  );
}

function faultOf({ code }: Interest, others: readonly Interest[]): "interestCodeFault" | "interestCodeTwice" | null {
  if (!CODE.test(code)) return "interestCodeFault";
  return others.filter((one) => one.code === code).length > 1 ? "interestCodeTwice" : null;
}

function isWhole(interest: Interest, others: readonly Interest[]): boolean {
  return faultOf(interest, others) === null && namesInput(interest.names).length > 0;
}

interface Move {
  readonly to: number;
  readonly by: 1 | -1;
}

/** The button that goes on in the same direction; at the end the one that leads back. */
function focusOn(list: HTMLElement | null, { to, by }: Move): void {
  const [up, down] = list?.querySelectorAll("fieldset")[to]?.querySelectorAll("button") ?? [];
  const [wanted, other] = by < 0 ? [up, down] : [down, up];
  (wanted?.disabled ? other : wanted)?.focus();
}

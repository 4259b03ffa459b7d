/** A box in which to look for values by name and choose one or several; by keyboard as well. */
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../../api";
import { SegmentChoicesDocument } from "../../../api/generated/segments";
import { Button, Field, useDebounced } from "../../../ui";
import { isOfTheWorld, NamesOf, useNameOf, useRemember, worldChoices, type Choice } from "./names";

export interface ChoicePickerProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Of what is chosen; `""` for texts of one's own. */
  readonly source: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  /** Whether more than one can be chosen. */
  readonly isMany: boolean;
  readonly error?: string | undefined;
}

const SEARCH_MS = 250;
const MOST_SHOWN = 50;

export function ChoicePicker(props: ChoicePickerProps) {
  const { source, values, onChange, isMany, label, hideLabel = false, error } = props;
  const intl = useIntl();
  const nameOf = useNameOf();
  const listId = useId();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { choices, isBusy } = useChoices(source, text, isOpen);
  const offered = useMemo(() => choices.filter((one) => !values.includes(one.value)), [choices, values]);
  const isShown = isOpen && source !== "";

  const choose = (value: string): void => {
    const chosen = value.trim();
    if (chosen === "") return;
    onChange(isMany ? [...new Set([...values, chosen])] : [chosen]);
    setText("");
    setActive(-1);
    setIsOpen(false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setIsOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((place) => (offered.length === 0 ? -1 : (place + step + offered.length) % offered.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = offered[active];
      if (chosen) choose(chosen.value);
      else if (source === "") choose(text);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setIsOpen(false);
    } else if (event.key === "Backspace" && text === "" && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };

  return (
    <div className="crm-picker">
      <NamesOf source={source} values={values} />
      <Field label={label} hideLabel={hideLabel} error={error}>
        {(control) => (
          <div className="crm-picker__frame">
            <input
              {...control}
              required={false}
              className="crm-input"
              type="text"
              autoComplete="off"
              role={source === "" ? undefined : "combobox"}
              aria-expanded={source === "" ? undefined : isShown}
              aria-controls={source === "" ? undefined : listId}
              aria-autocomplete={source === "" ? undefined : "list"}
              aria-activedescendant={isShown && offered[active] ? `${listId}-${String(active)}` : undefined}
              placeholder={intl.formatMessage({
                id: source === "" ? "segments.picker.write" : "segments.picker.search",
              })}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setActive(-1);
                setIsOpen(true);
              }}
              onFocus={() => {
                setIsOpen(true);
              }}
              onBlur={() => {
                setIsOpen(false);
                if (source === "") choose(text);
              }}
              onKeyDown={onKeyDown}
            />
            {isShown && (
              <Offers
                id={listId}
                label={label}
                choices={offered}
                active={active}
                isBusy={isBusy}
                onChoose={choose}
              />
            )}
          </div>
        )}
      </Field>
      {values.length > 0 && (
        <ul className="crm-picker__chosen" aria-label={intl.formatMessage({ id: "segments.picker.chosen" }, { label })}>
          {values.map((value) => (
            <li key={value}>
              <span>{nameOf(source, value)}</span>
              <Button
                tone="tertiary"
                label={intl.formatMessage({ id: "segments.picker.remove" }, { name: nameOf(source, value) })}
                onClick={() => {
                  onChange(values.filter((one) => one !== value));
                }}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OffersProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly isBusy: boolean;
  readonly onChoose: (value: string) => void;
}

function Offers({ id, label, choices, active, isBusy, onChoose }: OffersProps) {
  return (
    <div className="crm-picker__offers">
      <div role="listbox" id={id} aria-label={label} aria-busy={isBusy || undefined} tabIndex={-1}>
        {choices.slice(0, MOST_SHOWN).map((choice, place) => (
          // The input keeps the focus and has the keys; the pointer chooses before the input loses it.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.value}
            tabIndex={-1}
            id={`${id}-${String(place)}`}
            role="option"
            aria-selected={place === active}
            className={place === active ? "crm-picker__offer--active" : undefined}
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              onChoose(choice.value);
            }}
          >
            {choice.label}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p role="status">
          <FormattedMessage id={isBusy ? "segments.picker.looking" : "segments.picker.nothing"} />
        </p>
      )}
    </div>
  );
}

function useChoices(source: string, text: string, isOpen: boolean): { choices: readonly Choice[]; isBusy: boolean } {
  const { locale } = useIntl();
  const remember = useRemember();
  const search = useDebounced(text, SEARCH_MS);
  const isLocal = source === "" || isOfTheWorld(source);
  const { data, fetching } = useCrmQuery(
    SegmentChoicesDocument,
    { chosenFrom: source, search },
    { pause: isLocal || !isOpen },
  );
  const found = data?.crmSegmentChoices;
  useEffect(() => {
    if (found) remember(source, found);
  }, [found, remember, source]);
  return useMemo(() => {
    if (source === "") return { choices: [], isBusy: false };
    if (isLocal) return { choices: worldChoices(source, text, locale), isBusy: false };
    return { choices: found ?? [], isBusy: fetching };
  }, [fetching, found, isLocal, locale, source, text]);
}

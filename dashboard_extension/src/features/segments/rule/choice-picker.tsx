/** A box in which to look for values by name and choose one or several; by keyboard as well. */
import { useEffect, useMemo, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../../api";
import { SegmentChoicesDocument } from "../../../api/generated/segments";
import { Button, Field, useDebounced } from "../../../ui";
import { Combobox, type ComboboxProps } from "../../../ui/combobox";
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

export function ChoicePicker({ source, values, onChange, isMany, ...field }: ChoicePickerProps) {
  const [text, setText] = useState("");
  const choose = (value: string): void => {
    const chosen = value.trim();
    if (chosen === "") return;
    onChange(isMany ? [...new Set([...values, chosen])] : [chosen]);
    setText("");
  };
  const box: BoxProps = {
    ...field,
    text,
    onText: setText,
    onChoose: choose,
    onBackspace: () => {
      onChange(values.slice(0, -1));
    },
  };
  return (
    <div className="crm-picker">
      <NamesOf source={source} values={values} />
      {source === "" ? <OwnWords {...box} /> : <Offered {...box} source={source} values={values} />}
      {values.length > 0 && <Chosen label={field.label} source={source} values={values} onChange={onChange} />}
    </div>
  );
}

type BoxProps = Pick<ComboboxProps, "label" | "hideLabel" | "error" | "text" | "onText" | "onChoose"> & {
  readonly onBackspace: () => void;
};

/** Chosen from what the shop has. */
function Offered({ source, values, ...box }: BoxProps & Pick<ChoicePickerProps, "source" | "values">) {
  const intl = useIntl();
  const [isOpen, setIsOpen] = useState(false);
  const { choices, isBusy } = useChoices(source, box.text, isOpen);
  const offers = useMemo(
    () =>
      choices
        .filter((one) => !values.includes(one.value))
        .slice(0, MOST_SHOWN)
        .map(({ value, label }) => ({ value, content: label })),
    [choices, values],
  );
  return (
    <Combobox
      {...box}
      placeholder={intl.formatMessage({ id: "segments.picker.search" })}
      isOpen={isOpen}
      onOpen={setIsOpen}
      isBusy={isBusy}
      offers={offers}
      note={
        offers.length === 0 && (
          <FormattedMessage id={isBusy ? "segments.picker.looking" : "segments.picker.nothing"} />
        )
      }
    />
  );
}

/** Written freely: Enter, or leaving the box, takes what stands in it. */
function OwnWords({ text, onText, onChoose, onBackspace, ...field }: BoxProps) {
  const intl = useIntl();
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="crm-input"
          type="text"
          autoComplete="off"
          placeholder={intl.formatMessage({ id: "segments.picker.write" })}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
          }}
          onBlur={() => {
            onChoose(text);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              onChoose(text);
            } else if (event.key === "Backspace" && text === "") {
              onBackspace();
            }
          }}
        />
      )}
    </Field>
  );
}

interface ChosenProps {
  readonly label: string;
  readonly source: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function Chosen({ label, source, values, onChange }: ChosenProps) {
  const intl = useIntl();
  const nameOf = useNameOf();
  return (
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

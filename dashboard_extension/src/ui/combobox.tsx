/** A box to write in and what is offered for it: the combobox of the ARIA patterns, by keyboard and by pointer. */
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Field, type FieldProps } from "./field";
import "./styles/combobox.css";

export interface Offer {
  readonly value: string;
  readonly content: ReactNode;
}

export interface ComboboxProps extends FieldProps {
  text: string;
  onText: (text: string) => void;
  offers: readonly Offer[];
  onChoose: (value: string) => void;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** Other offers are on their way. */
  isBusy?: boolean;
  /** Shown below the offers and read out: how many there are, or why there is none. */
  note?: ReactNode;
  placeholder?: string;
  /** The key that takes away what was chosen last, while nothing is written. */
  onBackspace?: () => void;
}

export function Combobox(props: ComboboxProps) {
  const { text, onText, offers, onChoose, isOpen, onOpen, isBusy = false, note, placeholder, onBackspace, ...field } = props;
  const listId = useId();
  // By its value: other offers may have come between the arrow and Enter, and Enter must not take one of those.
  const [active, setActive] = useState<string | null>(null);
  const place = isOpen ? offers.findIndex(({ value }) => value === active) : -1;
  const idOf = (index: number) => `${listId}-${index}`;

  const choose = (value: string): void => {
    setActive(null);
    onOpen(false);
    onChoose(value);
  };
  const move = (step: 1 | -1): void => {
    onOpen(true);
    const from = place === -1 && step === -1 ? 0 : place;
    setActive(offers.at((from + step) % offers.length)?.value ?? null);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      move(1);
    },
    ArrowUp: () => {
      move(-1);
    },
    ...(isOpen && {
      Enter: () => {
        const chosen = offers[place];
        if (chosen) choose(chosen.value);
      },
      Escape: () => {
        onOpen(false);
      },
    }),
    ...(onBackspace && text === "" && { Backspace: onBackspace }),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <Field {...field}>
      {({ required, ...control }) => (
        <div className="crm-combobox">
          <input
            {...control}
            className="crm-input"
            type="text"
            role="combobox"
            autoComplete="off"
            aria-required={required || undefined}
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-activedescendant={place === -1 ? undefined : idOf(place)}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              onText(event.target.value);
              setActive(null);
              onOpen(true);
            }}
            onFocus={() => {
              onOpen(true);
            }}
            onBlur={() => {
              onOpen(false);
            }}
            onKeyDown={onKeyDown}
          />
          <div className={isOpen ? "crm-combobox__offers" : "crm-hidden"}>
            {isOpen && (
              <div role="listbox" id={listId} aria-label={field.label} aria-busy={isBusy || undefined} tabIndex={-1}>
                {offers.map(({ value, content }, index) => (
                  <Option key={value} id={idOf(index)} isActive={index === place} onChoose={() => { choose(value); }}>
                    {content}
                  </Option>
                ))}
              </div>
            )}
            {/* There before anything stands in it, or it would not be read out. */}
            <p role="status">{isOpen && note}</p>
          </div>
        </div>
      )}
    </Field>
  );
}

interface OptionProps {
  id: string;
  isActive: boolean;
  onChoose: () => void;
  children: ReactNode;
}

/** The box keeps the focus and has the keys; a pointer chooses before the box loses it. */
function Option({ id, isActive, onChoose, children }: OptionProps) {
  useEffect(() => {
    if (isActive) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [id, isActive]);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the box
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}

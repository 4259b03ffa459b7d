/** Tabs by the pattern of the ARIA Authoring Practices: arrows move, the panel follows. */
import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";

export interface Tab {
  key: string;
  label: ReactNode;
  /** Called for the selected tab only. */
  render: () => ReactNode;
}

export interface TabsProps {
  /** What the tabs are, for screen readers. */
  label: string;
  tabs: Tab[];
  selected: string;
  onSelect: (key: string) => void;
}

const MOVES: Record<string, (place: number, count: number) => number> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const id = useId();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const current = tabs.find(({ key }) => key === selected) ?? tabs[0];

  // From the tab that has the focus: the selected one follows later when it is kept in the address.
  const move = (event: KeyboardEvent, place: number) => {
    const step = MOVES[event.key];
    const next = step && tabs[step(place, tabs.length)];
    if (!next) return;
    event.preventDefault();
    onSelect(next.key);
    buttons.current.get(next.key)?.focus();
  };

  if (!current) return null;
  return (
    <div className="crm-tabs">
      <div role="tablist" aria-label={label} className="crm-tabs__list">
        {tabs.map((tab, place) => (
          <button
            key={tab.key}
            ref={(element) => {
              if (element) buttons.current.set(tab.key, element);
              else buttons.current.delete(tab.key);
            }}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => {
              onSelect(tab.key);
            }}
            onKeyDown={(event) => {
              move(event, place);
            }}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {/* The panel takes the focus, so that its text can be scrolled by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.key}`} tabIndex={0}>
        {current.render()}
      </div>
    </div>
  );
}

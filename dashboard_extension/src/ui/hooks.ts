/** Small hooks about time and about what staff have written. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useBridge } from "../app-bridge";

/** The value as it was when it last stood still for so long. */
export function useDebounced<Value>(value: Value, milliseconds = 500): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [value, milliseconds]);
  return settled;
}

const SLOWEST_MILLISECONDS = 10_000;
const SLOWER_BY = 1.25;

/** Calls `poll` again and again while `isOn`, slower from time to time, and not while the page is hidden. */
export function usePolling(poll: () => void, milliseconds: number, isOn: boolean): void {
  const latest = useRef(poll);
  useEffect(() => {
    latest.current = poll;
  }, [poll]);
  useEffect(() => {
    if (!isOn) return undefined;
    let pause = milliseconds;
    let timer = setTimeout(turn, pause);
    function turn() {
      if (!document.hidden) latest.current();
      pause = Math.max(milliseconds, Math.min(pause * SLOWER_BY, SLOWEST_MILLISECONDS));
      timer = setTimeout(turn, pause);
    }
    return () => {
      clearTimeout(timer);
    };
  }, [isOn, milliseconds]);
}

/**
 * Text that survives a closed page and an API that has stopped; kept in this browser's session only,
 * apart for each member of staff. `clear` once it is saved.
 */
export function useDraft<Value>(name: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const { userEmail } = useBridge();
  const key = `crm-draft:${userEmail ?? ""}:${name}`;
  const [value, setValue] = useState<Value>(() => readDraft<Value>(key) ?? initial);
  const change = useCallback(
    (next: Value) => {
      setValue(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the text on screen is still there.
      }
    },
    [key],
  );
  const clear = useCallback(() => {
    setValue(initial);
    try {
      sessionStorage.removeItem(key);
    } catch {
      // As above.
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what a draft began with never changes
  }, [key]);
  return [value, change, clear];
}

function readDraft<Value>(key: string): Value | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

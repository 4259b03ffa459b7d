/** Short notices: the Dashboard's own where it shows them, ours elsewhere. */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { useHost, type Notice } from "../app-bridge";

type Notify = (notice: Notice) => void;

const ToastContext = createContext<Notify | null>(null);

/** Faults stay until they are closed; the rest stays long enough to be read aloud. */
const SHOWN_MILLISECONDS = 8000;

interface Shown extends Notice {
  id: number;
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const intl = useIntl();
  const [shown, setShown] = useState<Shown[]>([]);

  const close = useCallback((id: number) => {
    setShown((all) => all.filter((each) => each.id !== id));
  }, []);
  const notify = useCallback<Notify>(
    (notice) => {
      if (host.notify(notice)) return;
      lastId += 1;
      const id = lastId;
      setShown((all) => [...all, { ...notice, id }]);
      if (notice.status !== "error") setTimeout(close, SHOWN_MILLISECONDS, id);
    },
    [close, host],
  );

  return (
    <ToastContext.Provider value={useMemo(() => notify, [notify])}>
      {children}
      <div className="crm-toasts" role="status" aria-live="polite">
        {shown.map(({ id, status, title, text }) => (
          <div key={id} className={`crm-banner crm-banner--${status}`}>
            <span>
              <strong>{title}</strong> {text}
            </span>
            <button
              type="button"
              className="crm-chip__remove"
              aria-label={intl.formatMessage({ id: "ui.close" })}
              onClick={() => {
                close(id);
              }}
            >
              <span aria-hidden="true">×</span>
            </button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}

export function useToast(): Notify {
  const notify = useContext(ToastContext);
  if (notify === null) throw new Error("ToastProvider is missing");
  return notify;
}

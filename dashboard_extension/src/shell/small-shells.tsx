/** Frames of the small surfaces inside the Dashboard. */
import { useRef, type ReactNode } from "react";
import { useWidgetHeight } from "../app-bridge";

export function WidgetShell({ children }: { children: ReactNode }) {
  const root = useRef<HTMLElement>(null);
  useWidgetHeight(root);
  return (
    <main ref={root} className="crm-widget">
      {children}
    </main>
  );
}

export function PopupShell({ children }: { children: ReactNode }) {
  return <main className="crm-popup">{children}</main>;
}

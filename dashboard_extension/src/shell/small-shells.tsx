/** Frames of the small surfaces inside the Dashboard. */
import { useRef, type MouseEvent, type ReactNode } from "react";
import { useHref } from "react-router";
import { useBridge, useHost, useWidgetHeight } from "../app-bridge";

export function WidgetShell({ children }: { children: ReactNode }) {
  const root = useRef<HTMLElement>(null);
  const openPages = useOpenPages();
  useWidgetHeight(root);
  return (
    <main ref={root} className="crm-widget" onClickCapture={openPages}>
      {children}
    </main>
  );
}

export function PopupShell({ children }: { children: ReactNode }) {
  const openPages = useOpenPages();
  return (
    <main className="crm-popup" onClickCapture={openPages}>
      {children}
    </main>
  );
}

/**
 * A link to one of our pages opens it in whole: within a small surface it would act with the
 * surface's token, which opens less, and the Dashboard would take its address for its own.
 */
function useOpenPages(): (click: MouseEvent) => void {
  const { host: kind } = useBridge();
  const host = useHost();
  const root = useHref("/").replace(/\/$/, "");
  return (click) => {
    const link = kind === "dashboard" && isPlain(click) ? linkAt(click.target) : null;
    if (!link?.href.startsWith(`${window.location.origin}${root}/`)) return;
    click.preventDefault();
    host.openPage(link.pathname.slice(root.length) + link.search);
  };
}

function isPlain(click: MouseEvent): boolean {
  return click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);
}

/** The link that opens where it stands, if there is one. */
function linkAt(target: EventTarget): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest("a") : null;
  return link?.target === "" && !link.hasAttribute("download") ? link : null;
}

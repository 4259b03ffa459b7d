/** Navigation beside the pages, and the care for focus and address when the page changes. */
import { useEffect, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Link, Outlet, useLocation } from "react-router";
import { useBridge, useHost } from "../app-bridge";
import type { Feature, NavigationGroup, NavigationItem } from "../features/feature";
import { Button } from "../ui/button";

const GROUPS: readonly NavigationGroup[] = ["customers", "outreach", "loyalty", "insight", "system"];

export function PageShell({ features }: { features: readonly Feature[] }) {
  const intl = useIntl();
  const host = useHost();
  const { host: hostKind, permissions } = useBridge();
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  const items = features
    .flatMap(({ navigation = [] }) => navigation)
    .filter(({ permission }) => permissions?.includes(permission) ?? true)
    .sort((a, b) => a.order - b.order);
  const current = currentOf(items, useLocation().pathname);
  return (
    <div className="crm-shell">
      <a className="crm-skip" href="#content">
        <FormattedMessage id="shell.skip" />
      </a>
      {items.length > 0 && (
        <nav className="crm-navigation" aria-label={intl.formatMessage({ id: "shell.navigation" })}>
          {GROUPS.map((group) => (
            <NavigationList key={group} group={group} items={items.filter((item) => item.group === group)} current={current} />
          ))}
          {hostKind === "standalone" && (
            <Button tone="tertiary" onClick={host.signOut}>
              <FormattedMessage id="shell.signOut" />
            </Button>
          )}
        </nav>
      )}
      <main id="content" ref={main} className="crm-main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** The item whose page this is, or lies below: of `/loyalty` and `/loyalty/adjustments` the longer one. */
function currentOf(items: readonly NavigationItem[], pathname: string): NavigationItem | undefined {
  return items
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

interface NavigationListProps {
  group: NavigationGroup;
  items: NavigationItem[];
  current: NavigationItem | undefined;
}

function NavigationList({ group, items, current }: NavigationListProps) {
  if (items.length === 0) return null;
  return (
    <div className="crm-navigation__group">
      <p id={`navigation-${group}`}>
        <FormattedMessage id={`shell.group.${group}`} />
      </p>
      <ul aria-labelledby={`navigation-${group}`}>
        {items.map((item) => (
          <li key={item.path}>
            <Link to={item.path} aria-current={item === current ? "page" : undefined}>
              <FormattedMessage id={item.labelId} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** On a new page: its heading gets the focus, the scroll starts at the top, the Dashboard learns the address. */
function useArrival(main: React.RefObject<HTMLElement | null>): void {
  const { pathname, search } = useLocation();
  const host = useHost();
  const isFirst = useRef(true);
  useEffect(() => {
    // The Dashboard shows the first address already: told of it again, it would need two steps back.
    if (!isFirst.current) host.updateRoute(pathname + withoutHostsOwn(search));
  }, [host, pathname, search]);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    window.scrollTo(0, 0);
    return main.current ? focusHeading(main.current) : undefined;
  }, [main, pathname]);
}

/** A page that is still loaded has no heading yet: the frame has the focus until then, and passes it on. */
function focusHeading(main: HTMLElement): () => void {
  const take = () => {
    const heading = main.querySelector<HTMLElement>("h1");
    (heading ?? main).focus({ preventScroll: true });
    return heading !== null;
  };
  const waiting = new MutationObserver(() => {
    if (document.activeElement !== main || take()) waiting.disconnect();
  });
  if (!take()) waiting.observe(main, { childList: true, subtree: true });
  return () => {
    waiting.disconnect();
  };
}

const HOSTS_OWN = ["domain", "saleorApiUrl", "id", "theme"];

/** The Dashboard adds its own parameters again by itself. */
function withoutHostsOwn(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) {
    if (HOSTS_OWN.includes(name) || name.startsWith("featureFlags")) query.delete(name);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

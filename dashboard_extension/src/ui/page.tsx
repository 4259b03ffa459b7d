/** The frame of every page, and the blocks within it. */
import { useEffect, useId, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";

export interface Breadcrumb {
  label: string;
  to: string;
}

export interface PageProps {
  title: string;
  /** The way here, without this page itself. */
  breadcrumbs?: Breadcrumb[];
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode;
  /** A line below the title: chips, a state, when it was changed. */
  subtitle?: ReactNode;
  tabs?: ReactNode;
  children: ReactNode;
}

export function Page({ title, breadcrumbs = [], actions, subtitle, tabs, children }: PageProps) {
  const intl = useIntl();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <article className="crm-page">
      {breadcrumbs.length > 0 && (
        <nav aria-label={intl.formatMessage({ id: "ui.breadcrumbs" })}>
          <ol className="crm-breadcrumbs">
            {breadcrumbs.map(({ label, to }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="crm-page__header">
        <div className="crm-page__heading">
          <h1 tabIndex={-1}>{title}</h1>
          {subtitle !== undefined && <div className="crm-page__subtitle">{subtitle}</div>}
        </div>
        {actions !== undefined && <div className="crm-actions">{actions}</div>}
      </header>
      {tabs}
      {children}
    </article>
  );
}

export interface SectionProps {
  title: string;
  actions?: ReactNode;
  /** One sentence below the title. */
  text?: ReactNode;
  /** The title is for screen readers only. */
  hideTitle?: boolean;
  children: ReactNode;
}

export function Section({ title, actions, text, hideTitle = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className="crm-section" aria-labelledby={id}>
      <header className={hideTitle && actions === undefined ? "crm-hidden" : "crm-section__header"}>
        <h2 id={id} className={hideTitle ? "crm-hidden" : undefined}>
          {title}
        </h2>
        {actions !== undefined && <div className="crm-actions">{actions}</div>}
      </header>
      {text !== undefined && <p className="crm-section__text">{text}</p>}
      {children}
    </section>
  );
}

/** Two columns where there is room: the wider main one and one at its side. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="crm-columns">
      <div className="crm-stack">{main}</div>
      <div className="crm-stack">{side}</div>
    </div>
  );
}

/** One under the other, or in a row that wraps. */
export function Stack({ children, isRow = false }: { children: ReactNode; isRow?: boolean }) {
  return <div className={isRow ? "crm-row" : "crm-stack"}>{children}</div>;
}

export interface Fact {
  label: ReactNode;
  value: ReactNode;
}

/** Names and values, as a description list. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="crm-facts">
      {facts.map(({ label, value }, place) => (
        // The list is written out by its page and keeps its order.
        <div key={place}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Text for screen readers only. */
export function HiddenText({ children }: { children: ReactNode }) {
  return <span className="crm-hidden">{children}</span>;
}

export function Loading() {
  return (
    <p className="crm-loading" role="status">
      <FormattedMessage id="ui.loading" />
    </p>
  );
}

/** Buttons, and links that look like them. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "react-router";
import { classes } from "./classes";

export type ButtonTone = "primary" | "secondary" | "tertiary" | "danger";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  tone?: ButtonTone;
  /** Work is under way: the button says so and cannot be pressed again. */
  isBusy?: boolean;
  /** Its name for those who do not see it, where `children` is a sign only. */
  label?: string;
}

export function Button({ tone = "secondary", isBusy = false, label, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes("crm-button", `crm-button--${tone}`)}
      aria-label={label}
      aria-busy={isBusy || undefined}
      disabled={disabled === true || isBusy}
    >
      {children}
    </button>
  );
}

export interface LinkButtonProps {
  to: string;
  tone?: ButtonTone;
  children: ReactNode;
  /** Its name for those who do not see it, where `children` alone does not tell it from others. */
  label?: string;
  /** Leaves the application: a file, or another site. */
  isExternal?: boolean;
  /** Name under which the file is saved. */
  download?: string;
}

export function LinkButton({ to, tone = "secondary", children, label, isExternal = false, download }: LinkButtonProps) {
  const className = classes("crm-button", `crm-button--${tone}`);
  if (isExternal || download !== undefined) {
    return (
      <a
        className={className}
        href={to}
        aria-label={label}
        download={download}
        rel="noopener noreferrer"
        target={download === undefined ? "_blank" : undefined}
      >
        {children}
      </a>
    );
  }
  return (
    <Link className={className} to={to} aria-label={label}>
      {children}
    </Link>
  );
}

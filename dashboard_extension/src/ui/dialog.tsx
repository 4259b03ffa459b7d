/** Dialogs by the browser's own element: it keeps the focus inside and closes on Escape. */
import { useEffect, useId, useRef, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Button } from "./button";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** Buttons; the primary one last. */
  actions?: ReactNode;
  size?: "small" | "large";
  children: ReactNode;
}

export function Dialog({ title, isOpen, onClose, actions, size = "small", children }: DialogProps) {
  const id = useId();
  const intl = useIntl();
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (isOpen && !dialog.open) dialog.showModal();
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <dialog
      ref={element}
      className={`crm-dialog crm-dialog--${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="crm-dialog__header">
        <h2 id={id}>{title}</h2>
        <Button tone="tertiary" label={intl.formatMessage({ id: "ui.close" })} onClick={onClose}>
          <span aria-hidden="true">×</span>
        </Button>
      </header>
      <div className="crm-dialog__body">{children}</div>
      {actions !== undefined && <footer className="crm-actions">{actions}</footer>}
    </dialog>
  );
}

export interface ConfirmDialogProps {
  title: string;
  text: ReactNode;
  confirmLabel: string;
  /** The dialog stays, busy, until the promise is settled. */
  onConfirm: () => unknown;
  onClose: () => void;
  isOpen: boolean;
  isBusy?: boolean;
  isDangerous?: boolean;
  /** Something is still to be chosen or typed. */
  isBlocked?: boolean;
  children?: ReactNode;
}

export function ConfirmDialog({
  title,
  text,
  confirmLabel,
  onConfirm,
  onClose,
  isOpen,
  isBusy = false,
  isDangerous = false,
  isBlocked = false,
  children,
}: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <FormattedMessage id="ui.cancel" />
          </Button>
          <Button
            tone={isDangerous ? "danger" : "primary"}
            isBusy={isBusy}
            disabled={isBlocked}
            onClick={() => {
              onConfirm();
            }}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {children}
    </Dialog>
  );
}

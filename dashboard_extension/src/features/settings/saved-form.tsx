/**
 * A form with its two buttons: save, and back to what is saved; it says when something is not saved yet,
 * and when somebody else has saved meanwhile.
 */
import type { FormEvent, ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { Button, ConflictBanner, FormErrors, Stack } from "../../ui";
import type { Choices } from "./use-saved-choices";

interface SavedFormProps<Values extends object> {
  draft: Choices<Values>;
  isSaving: boolean;
  /** Something is missing or wrong still; its field says what. */
  isBlocked?: boolean;
  label: string;
  /** Buttons beside those of every form. */
  actions?: ReactNode;
  children: ReactNode;
}

export function SavedForm<Values extends object>({
  draft,
  isSaving,
  isBlocked = false,
  label,
  actions,
  children,
}: SavedFormProps<Values>) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void draft.save();
  };
  return (
    <form onSubmit={submit} aria-label={label}>
      <Stack>
        {children}
        {/* Beside the button that was pressed: the top of a long form is out of sight. */}
        {draft.isOutdated ? (
          <ConflictBanner changedBy={null} changedAt={null} onReload={draft.takeNewer} />
        ) : (
          <FormErrors answer={draft.answer} shown={Object.keys(draft.values)} />
        )}
        <Stack isRow>
          <Button type="submit" tone="primary" isBusy={isSaving} disabled={!draft.isChanged || isBlocked || draft.isOutdated}>
            <FormattedMessage id="settings.save" />
          </Button>
          <Button tone="tertiary" disabled={!draft.isChanged} onClick={draft.discard}>
            <FormattedMessage id="settings.discard" />
          </Button>
          {actions}
          <span role="status" className="crm-section__text">
            {draft.isChanged && <FormattedMessage id="settings.unsaved" />}
          </span>
        </Stack>
      </Stack>
    </form>
  );
}

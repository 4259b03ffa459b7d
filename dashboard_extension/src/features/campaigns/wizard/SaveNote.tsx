/** Whether what is on the screen is saved. */
import { FormattedMessage } from "react-intl";

import { Button } from "../../../ui";
import type { Wizard } from "./useWizard";

export function SaveNote({ wizard }: { readonly wizard: Wizard }) {
  const { state, saver, isAutomatic } = wizard;
  const isKnown = state.saved !== null || state.status !== "saved";
  const canSave = !isAutomatic || state.status === "offline" || state.status === "refused";
  return (
    <div className="crm-row">
      <span role="status">{isKnown && <FormattedMessage id={`campaigns.save.${state.status}`} />}</span>
      {canSave && state.status !== "saved" && (
        <Button onClick={() => void saver.flush()}>
          <FormattedMessage id="campaigns.save_now" />
        </Button>
      )}
    </div>
  );
}

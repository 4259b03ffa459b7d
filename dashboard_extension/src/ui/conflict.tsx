/** Two have changed the same thing: say who, and overwrite nothing. */
import { FormattedMessage } from "react-intl";
import { Button } from "./button";
import { Relative } from "../i18n";

export interface ConflictBannerProps {
  changedBy: string | null;
  /** ISO 8601. */
  changedAt: string | null;
  onReload: () => void;
  /** Saves what is on screen beside the other, where that can be done. */
  onKeepCopy?: () => void;
}

export function ConflictBanner({ changedBy, changedAt, onReload, onKeepCopy }: ConflictBannerProps) {
  return (
    <div className="crm-banner crm-banner--warning" role="alert">
      <p>
        <FormattedMessage
          id={sentenceOf(changedBy, changedAt)}
          values={{ name: changedBy, when: <Relative value={changedAt} /> }}
        />
      </p>
      <div className="crm-actions">
        <Button onClick={onReload}>
          <FormattedMessage id="ui.conflict.reload" />
        </Button>
        {onKeepCopy && (
          <Button tone="primary" onClick={onKeepCopy}>
            <FormattedMessage id="ui.conflict.keepCopy" />
          </Button>
        )}
      </div>
    </div>
  );
}

function sentenceOf(changedBy: string | null, changedAt: string | null): string {
  if (changedBy !== null) return "ui.conflict.who";
  return changedAt === null ? "ui.conflict.meanwhile" : "ui.conflict.someone";
}

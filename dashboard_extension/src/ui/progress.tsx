/** How far work has come. */
import { FormattedMessage, useIntl } from "react-intl";
import { Count } from "../i18n";
import { Button } from "./button";

export interface ProgressBarProps {
  done: number;
  /** Null while it is unknown. */
  total: number | null;
  label: string;
}

export function ProgressBar({ done, total, label }: ProgressBarProps) {
  return (
    <div className="crm-progress">
      <progress
        aria-label={label}
        max={total ?? undefined}
        {...(total === null ? {} : { value: Math.min(done, total) })}
      />
      <span>
        {total === null ? (
          <Count value={done} />
        ) : (
          <FormattedMessage id="ui.progress.of" values={{ done: <Count value={done} />, total: <Count value={total} /> }} />
        )}
      </span>
    </div>
  );
}

export interface JobProgressProps extends ProgressBarProps {
  state: "waiting" | "running" | "done" | "failed" | "canceled";
  /** ISO 8601. */
  startedAt: string | null;
  onCancel?: () => void;
}

const LEAST_SECONDS_TO_JUDGE = 5;

export function JobProgress({ done, total, label, state, startedAt, onCancel }: JobProgressProps) {
  const intl = useIntl();
  const pace = state === "running" ? paceOf(done, total, startedAt) : null;
  return (
    <div className="crm-stack" aria-live="polite">
      <p>
        <FormattedMessage id={`ui.job.${state}`} />
        {pace !== null && (
          <>
            {" · "}
            <FormattedMessage
              id="ui.job.pace"
              values={{
                rate: Math.round(pace.perSecond),
                left: intl.formatRelativeTime(...inFitUnit(pace.secondsLeft)),
              }}
            />
          </>
        )}
      </p>
      {(state === "running" || state === "waiting") && <ProgressBar done={done} total={total} label={label} />}
      {onCancel && (state === "running" || state === "waiting") && (
        <div>
          <Button onClick={onCancel}>
            <FormattedMessage id="ui.job.cancel" />
          </Button>
        </div>
      )}
    </div>
  );
}

function paceOf(done: number, total: number | null, startedAt: string | null) {
  if (startedAt === null || total === null || done === 0) return null;
  const seconds = (Date.now() - new Date(startedAt).getTime()) / 1000;
  if (seconds < LEAST_SECONDS_TO_JUDGE) return null;
  const perSecond = done / seconds;
  return { perSecond, secondsLeft: Math.max(0, total - done) / perSecond };
}

function inFitUnit(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  if (seconds < 90) return [Math.ceil(seconds), "second"];
  return seconds < 5400 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds / 3600), "hour"];
}

export interface LoadOlderProps {
  hasMore: boolean;
  isLoading: boolean;
  onLoad: () => void;
}

/** A button rather than scrolling without end: the foot of the page stays within reach. */
export function LoadOlder({ hasMore, isLoading, onLoad }: LoadOlderProps) {
  if (!hasMore) return null;
  return (
    <div className="crm-row">
      <Button isBusy={isLoading} onClick={onLoad}>
        <FormattedMessage id="ui.loadOlder" />
      </Button>
    </div>
  );
}

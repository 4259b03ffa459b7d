/** An interval as a bar with its estimate, beside where nothing would have changed; the words stand with it. */
import "./interval-bar.css";

interface IntervalBarProps {
  readonly interval: { readonly estimate: number; readonly low: number; readonly high: number };
  readonly write: (value: number) => string;
}

const MARGIN = 0.1;

export function IntervalBar({ interval: { estimate, low, high }, write }: IntervalBarProps) {
  const least = Math.min(low, 0);
  const width = Math.max(high, 0) - least || 1;
  const place = (value: number) => `${String((((value - least) / width) * (1 - 2 * MARGIN) + MARGIN) * 100)}%`;
  return (
    <div className="crm-interval" aria-hidden="true">
      <span className="crm-interval__zero" style={{ left: place(0) }}>
        {write(0)}
      </span>
      <span className="crm-interval__range" style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      <span className="crm-interval__estimate" style={{ left: place(estimate) }}>
        {write(estimate)}
      </span>
    </div>
  );
}

/** A month as a table of weeks; on a narrow screen only the days on which something happens are shown. */
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";

import "../campaigns.css";
import type { Calendar } from "./CalendarPage";
import { dayOf } from "./month";

interface Props {
  readonly caption: string;
  readonly month: string;
  readonly weeks: readonly (readonly string[])[];
  readonly calendar: Calendar;
}

type Occurrence = Calendar["occurrences"][number];

export function MonthTable({ caption, month, weeks, calendar }: Props) {
  const intl = useIntl();
  const byDay = new Map<string, Occurrence[]>();
  for (const one of calendar.occurrences) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
  return (
    <table className="crm-campaign-month">
      <caption className="crm-hidden">{caption}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {intl.formatDate(day, { weekday: "short", timeZone: "UTC" })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell key={day} day={day} isOutside={!day.startsWith(month)} occurrences={byDay.get(day) ?? []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: string;
  readonly isOutside: boolean;
  readonly occurrences: readonly Occurrence[];
}

function DayCell({ day, isOutside, occurrences }: DayProps) {
  const intl = useIntl();
  const classes = ["crm-campaign-month__day"];
  if (isOutside) classes.push("crm-campaign-month__day--outside");
  const isToday = day === dayOf(new Date());
  if (isToday) classes.push("crm-campaign-month__day--today");
  if (occurrences.length === 0) classes.push("crm-campaign-month__day--empty");
  return (
    <td className={classes.join(" ")}>
      <time dateTime={day} aria-current={isToday ? "date" : undefined}>{intl.formatDate(day, { day: "numeric", month: "short", timeZone: "UTC" })}</time>
      {occurrences.length > 0 && (
        <ul>
          {occurrences.map((one) => (
            <li key={`${one.campaign.id} ${one.occurrence}`}>
              <Link to={`/campaigns/${encodeURIComponent(one.campaign.id)}`}>{one.campaign.name}</Link>{" "}
              {one.people != null && <FormattedMessage id="campaigns.so_many_people" values={{ people: one.people }} />}
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

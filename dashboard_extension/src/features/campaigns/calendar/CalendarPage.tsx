/** When campaigns take place, and where they would meet in the same people. */
import { FormattedMessage, useIntl } from "react-intl";
import { Link, useSearchParams } from "react-router";

import { useCrmQuery } from "../../../api";
import { CampaignCalendarDocument, type CampaignCalendarQuery } from "../../../api/generated/campaigns";
import { Count, Day } from "../../../i18n";
import { Button, DataTable, LinkButton, Page, QueryView, Section, Stack } from "../../../ui";
import { isMonth, monthOf, shiftMonth, weeksOf } from "./month";
import { MonthTable } from "./MonthTable";

export type Calendar = CampaignCalendarQuery["crmCampaignCalendar"];
type Conflict = Calendar["conflicts"][number];

export default function CalendarPage() {
  const intl = useIntl();
  const [address, setAddress] = useSearchParams();
  const asked = address.get("month");
  const now = monthOf(new Date());
  const month = isMonth(asked) ? asked : now;
  const including = address.get("including");
  const weeks = weeksOf(month);
  const query = useCrmQuery(CampaignCalendarDocument, {
    since: weeks[0]?.[0] ?? "",
    until: weeks.at(-1)?.[6] ?? "",
    including,
  });
  const go = (to: string) => {
    setAddress({ ...(to !== now && { month: to }), ...(including && { including }) });
  };
  const name = intl.formatDate(`${month}-01`, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <Page
      title={intl.formatMessage({ id: "campaigns.calendar" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "campaigns.title" }), to: "/campaigns" }]}
      actions={
        <LinkButton to="/campaigns/new">
          <FormattedMessage id="campaigns.new" />
        </LinkButton>
      }
    >
      <div className="crm-row">
        <Button
          onClick={() => {
            go(shiftMonth(month, -1));
          }}
        >
          <FormattedMessage id="campaigns.month_before" />
        </Button>
        <h2 aria-live="polite">{name}</h2>
        <Button
          onClick={() => {
            go(shiftMonth(month, 1));
          }}
        >
          <FormattedMessage id="campaigns.month_after" />
        </Button>
      </div>
      <QueryView query={query}>
        {({ crmCampaignCalendar: calendar }) => (
          <Stack>
            {including && <p className="crm-banner crm-banner--info">{intl.formatMessage({ id: "campaigns.including" })}</p>}
            <MonthTable caption={name} month={month} weeks={weeks} calendar={calendar} />
            <Conflicts conflicts={calendar.conflicts} />
            <Load calendar={calendar} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Conflicts({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "campaigns.conflicts" })}>
      {conflicts.length === 0 ? (
        <FormattedMessage id="campaigns.no_conflicts" />
      ) : (
        <ul>
          {conflicts.map((one) => (
            <li key={`${one.campaign.id} ${one.otherCampaign?.id ?? one.journey?.id ?? ""}`}>
              <Meeting conflict={one} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Meeting({ conflict }: { readonly conflict: Conflict }) {
  const intl = useIntl();
  const { campaign, otherCampaign, journey, days, people, sharesSegment } = conflict;
  const link = (path: string, one: { readonly id: string; readonly name: string }) => (
    <Link to={`${path}/${encodeURIComponent(one.id)}`}>{one.name}</Link>
  );
  const other = otherCampaign ? link("/campaigns", otherCampaign) : journey ? link("/journeys", journey) : "";
  return (
    <>
      <FormattedMessage
        id={otherCampaign ? "campaigns.meets_campaign" : "campaigns.meets_journey"}
        values={{
          one: link("/campaigns", campaign),
          other,
          known: people == null ? "no" : "yes",
          people: people ?? 0,
          days: intl.formatList(days.map((day) => intl.formatDate(day, { day: "numeric", month: "short", timeZone: "UTC" }))),
        }}
      />
      {sharesSegment && (
        <>
          {" "}
          <FormattedMessage id="campaigns.shares_segment" />
        </>
      )}
    </>
  );
}

function Load({ calendar }: { readonly calendar: Calendar }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
    <Section title={word("load")}>
      {calendar.days == null ? (
        <FormattedMessage id="campaigns.load_unknown" />
      ) : (
        <DataTable
          caption={word("load")}
          rows={calendar.days}
          rowKey={(row) => row.day}
          empty={<FormattedMessage id="campaigns.nothing_planned" />}
          columns={[
            { key: "day", title: word("day"), render: (row) => <Day value={row.day} /> },
            { key: "people", title: word("people"), align: "end", render: (row) => <Count value={row.people} /> },
            {
              key: "several",
              title: word("several"),
              align: "end",
              render: (row) => <Count value={row.peopleWithSeveral} />,
            },
            { key: "cap", title: word("over_cap"), align: "end", render: (row) => <Count value={row.peopleOverCap} /> },
          ]}
        />
      )}
    </Section>
  );
}

/** Whom the campaign is for, with how many that are now and how many of them can be reached. */
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmQuery } from "../../../api";
import { CampaignReachDocument, type CrmSegmentKindEnum } from "../../../api/generated/campaigns";
import { Count } from "../../../i18n";
import { LinkButton, MultiSelectField, QueryView, Section, useDebounced } from "../../../ui";
import { ruleOfAudience } from "../definition";
import { wordOf } from "../words";
import type { SegmentRow, StepProps } from "./stepProps";

const PARTS = [
  ["segments", "segments", "RULE"],
  ["lists", "lists", "LIST"],
  ["excludeSegments", "exclude_segments", "RULE"],
  ["excludeLists", "exclude_lists", "LIST"],
] as const;

export function AudienceStep({ wizard, segments, errors }: StepProps) {
  const intl = useIntl();
  const { draft, change } = wizard;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
    <>
      <Section
        title={word("step.audience")}
        actions={
          <LinkButton to="/segments/new">
            <FormattedMessage id="campaigns.new_segment" />
          </LinkButton>
        }
      >
        {PARTS.filter(([part, , kind]) => draft[part].length > 0 || segments.some((one) => one.kind === kind)).map(([part, path, kind]) => (
          <MultiSelectField
            key={part}
            label={word(path)}
            help={word(`${path}_help`)}
            values={draft[part].map(String)}
            onChange={(values) => {
              change({ [part]: values.map(Number) });
            }}
            options={optionsOf(segments, kind, intl.formatNumber)}
            error={errorOf(errors, `definition.audience.${path}`) ?? (part === "segments" ? errors["definition.audience"] : undefined)}
          />
        ))}
      </Section>
      <Reach rule={ruleOfAudience(draft)} />
    </>
  );
}

/** The first fault of a list or of one of its members. */
function errorOf(errors: StepProps["errors"], path: string): string | undefined {
  return Object.entries(errors).find(([field]) => field === path || field.startsWith(`${path}.`))?.[1];
}

function optionsOf(segments: readonly SegmentRow[], kind: CrmSegmentKindEnum, number: (count: number) => string) {
  return segments
    .filter((one) => one.kind === kind)
    .map((one) => ({ value: String(one.number), label: `${one.name} (${number(one.count)})` }));
}

function Reach({ rule }: { readonly rule: unknown }) {
  const intl = useIntl();
  const settled = useDebounced(JSON.stringify(rule), 500);
  return (
    <Section title={intl.formatMessage({ id: "campaigns.reach" })}>
      <div aria-live="polite">
        {settled === "null" ? <FormattedMessage id="campaigns.reach_nobody" /> : <Counted rule={settled} />}
      </div>
    </Section>
  );
}

function Counted({ rule }: { readonly rule: string }) {
  const intl = useIntl();
  const query = useCrmQuery(CampaignReachDocument, { rule: JSON.parse(rule) as unknown });
  return (
    <QueryView query={query}>
      {({ crmSegmentPreview: { count, reachable } }) => (
        <>
          <p>
            <FormattedMessage id="campaigns.reach_members" values={{ count }} />
          </p>
          <ul>
            {reachable.map((one) => (
              <li key={one.channel}>
                <FormattedMessage
                  id="campaigns.reach_by"
                  values={{ channel: wordOf(intl, "channel", one.channel), people: <Count value={one.count} /> }}
                />
              </li>
            ))}
          </ul>
          <p>
            <FormattedMessage id="campaigns.reach_note" />
          </p>
        </>
      )}
    </QueryView>
  );
}

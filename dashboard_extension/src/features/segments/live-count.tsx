/** Who the rule on screen would mean now: how many, whom marketing reaches, and some of them. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";
import { useCrmQuery, type CrmQuery } from "../../api";
import {
  SegmentPreviewDocument,
  type SegmentPreviewQuery,
} from "../../api/generated/segments";
import { Count } from "../../i18n";
import { Button, Dialog, ErrorState, Facts, NoAccess, Section, useDebounced } from "../../ui";
import { Explanation } from "./explanation";
import { customerPath } from "./paths";
import { personName } from "./person-name";
import type { Json } from "./rule/tree";
import { told } from "./rule/words";

type Preview = SegmentPreviewQuery["crmSegmentPreview"];
type Person = NonNullable<Preview["sample"]>[number];

const SETTLED_MS = 500;

interface LiveCountProps {
  readonly rule: Json;
  /** Whether nothing is missing in it. */
  readonly isComplete: boolean;
  /** How many people are in the saved segment; null where there is none yet. */
  readonly members: number | null;
}

export function LiveCount({ rule, isComplete, members }: LiveCountProps) {
  const intl = useIntl();
  const { query, isCounting } = usePreview(rule, isComplete);
  const preview = isComplete ? query.data?.crmSegmentPreview : undefined;
  return (
    <Section title={intl.formatMessage({ id: "segments.live.title" })}>
      <p role="status" aria-busy={isCounting || undefined}>
        {isCounting || !isComplete ? (
          <FormattedMessage id={isCounting ? "segments.live.counting" : "segments.live.incomplete"} />
        ) : (
          preview && <FormattedMessage id="segments.live.count" values={{ count: preview.count }} />
        )}
      </p>
      {isComplete && !isCounting && <Trouble query={query} />}
      {preview && (
        <div className={isCounting ? "crm-live crm-live--stale" : "crm-live"}>
          <Meanings preview={preview} members={members} />
          <Sample people={preview.sample ?? null} rule={rule} />
        </div>
      )}
    </Section>
  );
}

/** Asks once the rule has stood still; what was asked before is given up. */
function usePreview(
  rule: Json,
  isComplete: boolean,
): { query: CrmQuery<SegmentPreviewQuery>; isCounting: boolean } {
  const written = JSON.stringify(rule);
  const settled = useDebounced(isComplete ? written : "", SETTLED_MS);
  const query = useCrmQuery(
    SegmentPreviewDocument,
    { rule: settled === "" ? null : (JSON.parse(settled) as Json) },
    { pause: settled === "" },
  );
  return { query, isCounting: isComplete && (query.fetching || settled !== written) };
}

function Trouble({ query: { state, error, retry } }: { query: CrmQuery<SegmentPreviewQuery> }) {
  if (error === null) return null;
  if (state === "noAccess") return <NoAccess permission={error.permissions} />;
  return <ErrorState error={error} retry={retry} />;
}

/** A number of people means three things here; each says which. */
function Meanings({ preview, members }: { preview: Preview; members: number | null }) {
  const intl = useIntl();
  const matching = { label: <FormattedMessage id="segments.live.matching" />, value: <Count value={preview.count} /> };
  const saved = {
    label: <FormattedMessage id="segments.live.members" />,
    value: members === null ? <FormattedMessage id="segments.live.notSaved" /> : <Count value={members} />,
  };
  const reachable = preview.reachable.map(({ channel, count }) => ({
    label: (
      <FormattedMessage
        id="segments.live.reachable"
        values={{ channel: told(intl, `segments.channel.${channel}`, channel) }}
      />
    ),
    value: <Count value={count} />,
  }));
  return (
    <>
      <Facts facts={[matching, ...reachable, saved]} />
      {reachable.length === 0 && (
        <p>
          <FormattedMessage id="segments.live.nobodyReachable" />
        </p>
      )}
      <p className="crm-field__help">
        <FormattedMessage id="segments.live.snapshot" />
      </p>
    </>
  );
}

function Sample({ people, rule }: { people: readonly Person[] | null; rule: Json }) {
  const intl = useIntl();
  const [explained, setExplained] = useState<Person | null>(null);
  if (people === null) {
    return (
      <p>
        <FormattedMessage id="segments.live.noSample" />
      </p>
    );
  }
  if (people.length === 0) return null;
  return (
    <>
      <h3>
        <FormattedMessage id="segments.live.sample" />
      </h3>
      <ul className="crm-live__sample">
        {people.map((person) => (
          <li key={person.id}>
            <Link to={customerPath(person.id)}>{personName(person, intl)}</Link>
            <Button
              tone="tertiary"
              label={intl.formatMessage({ id: "segments.why.of" }, { name: personName(person, intl) })}
              onClick={() => {
                setExplained(person);
              }}
            >
              <FormattedMessage id="segments.why" />
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        size="large"
        title={intl.formatMessage(
          { id: "segments.why.of" },
          { name: explained === null ? "" : personName(explained, intl) },
        )}
        isOpen={explained !== null}
        onClose={() => {
          setExplained(null);
        }}
      >
        {explained !== null && <Explanation profile={explained.id} rule={rule} />}
      </Dialog>
    </>
  );
}

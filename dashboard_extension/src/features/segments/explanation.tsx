/** Why one person is in a segment or not: every part of the rule, what is known of them, and whether it is so. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { SegmentExplainDocument, type SegmentExplainQuery } from "../../api/generated/segments";
import { Chip, QueryView } from "../../ui";
import { byCode, settingsOf, type Field, type Fields } from "./rule/fields";
import { NamesOf, NamesProvider, useNameOf } from "./rule/names";
import { readRule, type Condition, type Json } from "./rule/tree";
import { conditionInWords, knownInWords, MOST_SHOWN } from "./rule/words";

type Part = NonNullable<SegmentExplainQuery["crmSegmentExplain"]>[number];

const DEEPEST = 6;

export function Explanation({ profile, rule }: { readonly profile: string; readonly rule: Json }) {
  const query = useCrmQuery(SegmentExplainDocument, { profile, rule });
  return (
    <QueryView query={query}>
      {({ crmSegmentExplain, crmSegmentFields }) => (
        <NamesProvider>
          <Parts parts={crmSegmentExplain ?? []} fields={byCode(crmSegmentFields)} />
        </NamesProvider>
      )}
    </QueryView>
  );
}

function Parts({ parts, fields }: { readonly parts: readonly Part[]; readonly fields: Fields }) {
  return (
    <ol className="crm-why">
      {parts.map((part, place) => (
        // A segment that is named has places of its own, which may be spelled like those around it.
        <li key={`${String(place)} ${part.path}`} data-depth={Math.min(part.depth, DEEPEST)}>
          <Chip tone={part.isMet ? "success" : "critical"}>
            <FormattedMessage id={part.isMet ? "segments.why.met" : "segments.why.notMet"} />
          </Chip>{" "}
          <Words part={part} fields={fields} />
        </li>
      ))}
    </ol>
  );
}

/** What the pages have no words for is told in the API's. */
function Words({ part, fields }: { readonly part: Part; readonly fields: Fields }) {
  if (part.kind === "segment") return <FormattedMessage id="segments.why.segment" values={{ name: part.segmentName }} />;
  if (part.kind !== "condition") return <FormattedMessage id={`segments.why.${part.kind}`} />;
  const [condition] = readRule(part.rule).children;
  const field = condition?.kind === "condition" ? fields.get(condition.field) : undefined;
  if (condition?.kind !== "condition" || field === undefined) return <Told asked={part.asked} known={part.known} />;
  return <Asked condition={condition} field={field} fields={fields} known={(part.knownValue ?? null) as Json} />;
}

interface AskedProps {
  readonly condition: Condition;
  readonly field: Field;
  readonly fields: Fields;
  readonly known: Json;
}

function Asked({ condition, field, fields, known }: AskedProps) {
  const intl = useIntl();
  const nameOf = useNameOf();
  const speaker = { intl, fields, nameOf };
  return (
    <>
      <NamesOf source={field.chosenFrom} values={textsOf([condition.value, known])} />
      {settingsOf(field.scopeSchema).map(({ name, chosenFrom }) => (
        <NamesOf key={name} source={chosenFrom} values={textsOf([condition.of[name] ?? null])} />
      ))}
      <Told asked={conditionInWords(condition, speaker)} known={knownInWords(known, field, speaker)} />
    </>
  );
}

function Told({ asked, known }: { readonly asked: string; readonly known: string }) {
  return (
    <>
      {asked} — <FormattedMessage id="segments.why.known" values={{ known }} />
    </>
  );
}

/** The values that may have names, as few as are shown. */
function textsOf(values: readonly Json[]): string[] {
  const all = values.flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]).slice(0, MOST_SHOWN) : [value]));
  return [...new Set(all.filter((one) => typeof one === "string" || typeof one === "number").map(String))];
}

/** Where a segment is written for the first time. */
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { useNavigate, useSearchParams } from "react-router";
import { Page } from "../../ui";
import { SEGMENTS, segmentPath } from "./paths";
import { SegmentEditor } from "./segment-editor";

export default function NewSegmentPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const given = useSearchParams()[0].get("rule");
  const startingRule = useMemo(() => ruleIn(given), [given]);
  return (
    <Page
      title={intl.formatMessage({ id: "segments.new" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "segments.title" }), to: SEGMENTS }]}
    >
      <SegmentEditor
        key={given}
        segment={null}
        startingRule={startingRule}
        onSaved={(id) => {
          void navigate(segmentPath(id));
        }}
      />
    </Page>
  );
}

/** The rule that figures send along in the address; null for none, and for what is no document. */
function ruleIn(given: string | null): unknown {
  try {
    return given === null ? null : JSON.parse(given);
  } catch {
    return null;
  }
}

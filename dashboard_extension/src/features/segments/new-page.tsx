/** Where a segment is written for the first time. */
import { useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { Page } from "../../ui";
import { SEGMENTS, segmentPath } from "./paths";
import { SegmentEditor } from "./segment-editor";

export default function NewSegmentPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  return (
    <Page
      title={intl.formatMessage({ id: "segments.new" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "segments.title" }), to: SEGMENTS }]}
    >
      <SegmentEditor
        segment={null}
        onSaved={(id) => {
          void navigate(segmentPath(id));
        }}
      />
    </Page>
  );
}

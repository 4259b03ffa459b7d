/** What kind of segment it is, and how far it is filled. */
import { FormattedMessage } from "react-intl";
import type { SegmentRowFragment } from "../../api/generated/segments";
import { Chip, Stack } from "../../ui";

type Shown = Pick<SegmentRowFragment, "kind" | "isCurrent" | "archivedAt">;

export function SegmentChips({ segment }: { segment: Shown }) {
  return (
    <Stack isRow>
      <Chip>
        <FormattedMessage id={segment.kind === "RULE" ? "segments.kind.rule" : "segments.kind.list"} />
      </Chip>
      {segment.archivedAt ? (
        <Chip tone="warning">
          <FormattedMessage id="segments.archived" />
        </Chip>
      ) : (
        !segment.isCurrent && (
          <Chip tone="info">
            <FormattedMessage id="segments.filling" />
          </Chip>
        )
      )}
    </Stack>
  );
}

import type { CrmJourneyStatusEnum } from "../../api/generated/journeys";
import { Chip } from "../../ui";
import { useWords } from "./words";

const TONES = { ON: "success", OFF: "neutral", PAUSED: "warning", DRAINING: "warning" } as const;

export function StatusChip({ status }: { readonly status: CrmJourneyStatusEnum }) {
  const { say } = useWords();
  return <Chip tone={TONES[status]}>{say(`journeys.status.${status}`)}</Chip>;
}

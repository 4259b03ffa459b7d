/** Which tone a state has; it is always said in words beside it. */

type Tone = "neutral" | "info" | "success" | "warning" | "critical";

export function consentTone(status: string): Tone {
  if (status === "GRANTED") return "success";
  return status === "WITHDRAWN" ? "critical" : "warning";
}

const BAD_STATES = new Set(["FAILED", "BOUNCED", "COMPLAINED"]);
const UNSURE_STATES = new Set(["SUPPRESSED", "UNKNOWN"]);

export function messageTone(state: string): Tone {
  if (BAD_STATES.has(state)) return "critical";
  if (UNSURE_STATES.has(state)) return "warning";
  return state === "QUEUED" || state === "SENDING" ? "info" : "success";
}

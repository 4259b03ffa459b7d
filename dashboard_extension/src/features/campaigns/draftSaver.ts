/** Saves a draft while it is written: one request at a time, the newest text last, none lost. */
import { type CampaignDraft, isSavable } from "./definition";

export const REST_MS = 800;
export const RETRY_MS = 5_000;

/** `incomplete` waits for more, `refused` for a correction, `offline` for the API to come back. */
export type SaveStatus = "saved" | "waiting" | "saving" | "incomplete" | "refused" | "conflict" | "offline";

/** The campaign as the API knows it; what is sent is refused if its version has changed. */
export interface Saved {
  readonly id: string;
  readonly version: number;
}

export type Sent =
  | { readonly kind: "saved"; readonly saved: Saved }
  | { readonly kind: "refused"; readonly fieldErrors: Readonly<Record<string, string>> }
  | { readonly kind: "conflict" }
  | { readonly kind: "offline" };

export type Send = (draft: CampaignDraft, saved: Saved | null) => Promise<Sent>;

export interface SaverState {
  readonly status: SaveStatus;
  readonly saved: Saved | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
}

export class DraftSaver {
  private state: SaverState;
  private pending: CampaignDraft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly send: Send,
    saved: Saved | null,
    /** Whether it saves by itself: not where what is saved counts at once. */
    private readonly isAutomatic = true,
  ) {
    this.state = { status: "saved", saved, fieldErrors: {} };
  }

  readonly snapshot = (): SaverState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes a newer draft; it is sent when nothing more was written for a moment. */
  change(draft: CampaignDraft): void {
    this.pending = draft;
    if (this.state.status === "conflict") return;
    this.tell({ status: isSavable(draft) ? "waiting" : "incomplete" });
    if (this.isAutomatic) this.wait(REST_MS);
  }

  /** Sends what is not saved yet, now; resolves when it has an answer. */
  async flush(): Promise<SaverState> {
    clearTimeout(this.timer);
    while (this.flight) await this.flight;
    if (this.pending && this.state.status !== "conflict") await this.sendNow();
    return this.state;
  }

  /** Ends all waiting; what is not saved stays with whoever wrote it. */
  stop(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sendNow(), milliseconds);
  }

  private async sendNow(): Promise<void> {
    const draft = this.pending;
    if (!draft || !isSavable(draft) || this.flight) return;
    this.pending = null;
    this.tell({ status: "saving" });
    this.flight = this.send(draft, this.state.saved).then(
      (sent) => this.receive(sent, draft),
      () => this.receive({ kind: "offline" }, draft),
    );
    await this.flight;
  }

  private receive(sent: Sent, draft: CampaignDraft): void {
    this.flight = null;
    if (sent.kind === "saved") {
      this.tell({ saved: sent.saved, status: this.pending ? "waiting" : "saved", fieldErrors: {} });
      this.goOnIn(REST_MS);
      return;
    }
    this.pending ??= draft;
    this.tell({ status: sent.kind, ...(sent.kind === "refused" && { fieldErrors: sent.fieldErrors }) });
    if (sent.kind === "offline") this.goOnIn(RETRY_MS);
  }

  private goOnIn(milliseconds: number): void {
    if (this.pending && this.isAutomatic) this.wait(milliseconds);
  }

  private tell(change: Partial<SaverState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Saves a draft while it is written: one request at a time, the newest text last, none lost. */
export const REST_MS = 800;
export const RETRY_MS = 5_000;

/** `incomplete` waits for more, `refused` for a correction, `offline` for the API to come back. */
export type SaveStatus = "saved" | "waiting" | "saving" | "incomplete" | "refused" | "conflict" | "offline";

/** `Saved` is what the API knows the draft by; what is sent is refused if that has changed. */
export type Sent<Saved> =
  | { readonly kind: "saved"; readonly saved: Saved }
  | { readonly kind: "refused"; readonly fieldErrors: Readonly<Record<string, string>> }
  | { readonly kind: "conflict" }
  | { readonly kind: "offline" };

export type Send<Draft, Saved> = (draft: Draft, saved: Saved | null) => Promise<Sent<Saved>>;

export interface SaverState<Saved> {
  readonly status: SaveStatus;
  readonly saved: Saved | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
}

export interface SaverOptions<Draft> {
  /** Whether it saves by itself: not where what is saved counts at once. */
  readonly isAutomatic?: boolean;
  /** Whether there is enough of a draft to be sent. */
  readonly isSavable?: (draft: Draft) => boolean;
  /** What it begins with was kept somewhere and is not saved yet; `change` sends it. */
  readonly isUnsaved?: boolean;
}

export class DraftSaver<Draft, Saved> {
  private state: SaverState<Saved>;
  private pending: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  private readonly isAutomatic: boolean;
  private readonly isSavable: (draft: Draft) => boolean;

  constructor(
    private readonly send: Send<Draft, Saved>,
    saved: Saved | null,
    { isAutomatic = true, isSavable = () => true, isUnsaved = false }: SaverOptions<Draft> = {},
  ) {
    this.isAutomatic = isAutomatic;
    this.isSavable = isSavable;
    this.state = { status: isUnsaved ? "waiting" : "saved", saved, fieldErrors: {} };
  }

  readonly snapshot = (): SaverState<Saved> => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes a newer draft; it is sent when nothing more was written for a moment. */
  change(draft: Draft): void {
    this.pending = draft;
    if (this.state.status === "conflict") return;
    this.tell({ status: this.isSavable(draft) ? "waiting" : "incomplete" });
    if (this.isAutomatic) this.wait(REST_MS);
  }

  /** Sends what is not saved yet, now; resolves when it has an answer. */
  async flush(): Promise<SaverState<Saved>> {
    clearTimeout(this.timer);
    while (this.flight) await this.flight;
    if (this.pending !== null && this.state.status !== "conflict") await this.sendNow();
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
    if (draft === null || !this.isSavable(draft) || this.flight) return;
    this.pending = null;
    this.tell({ status: "saving" });
    this.flight = this.send(draft, this.state.saved).then(
      (sent) => this.receive(sent, draft),
      () => this.receive({ kind: "offline" }, draft),
    );
    await this.flight;
  }

  private receive(sent: Sent<Saved>, draft: Draft): void {
    this.flight = null;
    if (sent.kind === "saved") {
      this.tell({ saved: sent.saved, status: this.pending !== null ? "waiting" : "saved", fieldErrors: {} });
      this.goOnIn(REST_MS);
      return;
    }
    this.pending ??= draft;
    this.tell({ status: sent.kind, ...(sent.kind === "refused" && { fieldErrors: sent.fieldErrors }) });
    if (sent.kind === "offline") this.goOnIn(RETRY_MS);
  }

  private goOnIn(milliseconds: number): void {
    if (this.pending !== null && this.isAutomatic) this.wait(milliseconds);
  }

  private tell(change: Partial<SaverState<Saved>>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

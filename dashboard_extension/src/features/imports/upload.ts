/** Sends a file in pieces that a flaky line can send again, one after the other. */

/** The most that one piece may hold, and how many there may be. */
export const PIECE_BYTES = 1024 * 1024;
export const MOST_PIECES = 48;
const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 500;

export class UploadFailed extends Error {
  constructor(readonly status: number) {
    super(`A piece of the file was refused with status ${String(status)}.`);
    this.name = "UploadFailed";
  }
}

export interface Upload {
  readonly url: string;
  readonly file: Blob;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Waits between tries; tests do not. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export function piecesOf(file: Blob): number {
  return Math.max(1, Math.ceil(file.size / PIECE_BYTES));
}

export function isTooLarge(file: Blob): boolean {
  return piecesOf(file) > MOST_PIECES;
}

/** Returns how many pieces were sent. Throws UploadFailed for a piece that fails again and again. */
export async function uploadFile(upload: Upload): Promise<number> {
  const total = piecesOf(upload.file);
  for (let place = 0; place < total; place += 1) {
    upload.onProgress(place, total);
    await sendPiece(upload, place);
  }
  upload.onProgress(total, total);
  return total;
}

async function sendPiece(upload: Upload, place: number): Promise<void> {
  const { url, file, signal, pause = wait } = upload;
  const address = new URL(url);
  address.searchParams.set("place", String(place));
  const body = file.slice(place * PIECE_BYTES, (place + 1) * PIECE_BYTES);
  for (let attempt = 1; ; attempt += 1) {
    const status = await post(address, body, signal);
    if (status >= 200 && status < 300) return;
    const isFinal = attempt === MOST_TRIES || (status >= 400 && status < 500 && status !== 429);
    if (isFinal) throw new UploadFailed(status);
    await pause(FIRST_PAUSE_MS * 2 ** attempt);
  }
}

/** Returns the status, 0 where the line broke. The address itself says who may post. */
async function post(address: URL, body: Blob, signal: AbortSignal): Promise<number> {
  try {
    const answer = await fetch(address, { method: "POST", body, signal, credentials: "omit" });
    return answer.status;
  } catch (error) {
    if (signal.aborted) throw error;
    return 0;
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

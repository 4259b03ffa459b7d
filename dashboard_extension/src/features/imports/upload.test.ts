import { afterEach, expect, test, vi } from "vitest";
import { isTooLarge, MOST_PIECES, PIECE_BYTES, piecesOf, uploadFile, UploadFailed } from "./upload";

const URL_OF_FILE = "https://shop.example/plugins/saleor.crm/import/signed";

function shop(...statuses: number[]) {
  const posted: { place: string | null; size: number }[] = [];
  vi.stubGlobal("fetch", (address: URL, init: { body: Blob }) => {
    posted.push({ place: address.searchParams.get("place"), size: init.body.size });
    const status = statuses.shift() ?? 204;
    return status === 0 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve({ status });
  });
  return posted;
}

function upload(file: Blob, signal = new AbortController().signal) {
  const seen: number[] = [];
  const pauses: number[] = [];
  const sent = uploadFile({
    url: URL_OF_FILE,
    file,
    signal,
    onProgress: (done) => seen.push(done),
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { sent, seen, pauses };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const LARGE = new Blob([new Uint8Array(2 * PIECE_BYTES + 1)]);

test("a file goes in pieces that are told as they go", async () => {
  const posted = shop();
  const { sent, seen } = upload(LARGE);

  expect(await sent).toBe(3);
  expect(posted).toEqual([
    { place: "0", size: PIECE_BYTES },
    { place: "1", size: PIECE_BYTES },
    { place: "2", size: 1 },
  ]);
  expect(seen).toEqual([0, 1, 2, 3]);
});

test("a piece that the line or a busy shop has lost is sent again, later each time", async () => {
  const posted = shop(204, 0, 503, 204);
  const { sent, pauses } = upload(LARGE);

  expect(await sent).toBe(3);
  expect(posted.map(({ place }) => place)).toEqual(["0", "1", "1", "1", "2"]);
  expect(pauses).toEqual([1000, 2000]);
});

test("a piece that is refused is not sent again", async () => {
  const posted = shop(409);

  await expect(upload(LARGE).sent).rejects.toEqual(new UploadFailed(409));
  expect(posted).toHaveLength(1);
});

test("the fourth failure is the last", async () => {
  const posted = shop(0, 0, 0, 0);

  await expect(upload(LARGE).sent).rejects.toBeInstanceOf(UploadFailed);
  expect(posted).toHaveLength(4);
});

test("whoever leaves the page sends nothing more", async () => {
  const leaving = new AbortController();
  leaving.abort();
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("Aborted", "AbortError")));

  await expect(upload(LARGE, leaving.signal).sent).rejects.toThrow("Aborted");
});

test("an empty file is one piece, and one of too many is known beforehand", () => {
  expect(piecesOf(new Blob([]))).toBe(1);
  expect(isTooLarge({ size: MOST_PIECES * PIECE_BYTES } as Blob)).toBe(false);
  expect(isTooLarge({ size: MOST_PIECES * PIECE_BYTES + 1 } as Blob)).toBe(true);
});

/** What a widget makes a browser load, measured on the files as they are built and sent. */
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test, vi } from "vitest";

const MOST_BYTES = 120_000;
const BUILD_MILLISECONDS = 120_000;

let files: Map<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

beforeAll(async () => {
  // The test runner says "test", by which React would bring its checks along.
  vi.stubEnv("NODE_ENV", "production");
  const built = (await build({ logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
  vi.unstubAllEnvs();
  files = new Map(built.output.map((file) => [file.fileName, file]));
}, BUILD_MILLISECONDS);

function chunks(): Rolldown.OutputChunk[] {
  return [...files.values()].filter((file) => file.type === "chunk");
}

/** The chunk itself and all that it cannot do without. */
function closure(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const file = files.get(name);
    if (file === undefined || seen.has(name)) continue;
    seen.add(name);
    if (file.type === "chunk") {
      const css = (file as unknown as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata;
      closure([...file.imports, ...(css?.importedCss ?? [])], seen);
    }
  }
  return seen;
}

function pressed(names: Iterable<string>): number {
  return [...names].reduce((sum, name) => {
    const file = files.get(name);
    const content = file?.type === "chunk" ? file.code : (file?.source ?? "");
    return sum + gzipSync(content, { level: 9 }).length;
  }, 0);
}

function chunkOf(module: RegExp): string {
  const found = chunks().find(({ facadeModuleId }) => facadeModuleId !== null && module.test(facadeModuleId));
  if (found === undefined) throw new Error(`no chunk for ${String(module)}`);
  return found.fileName;
}

const widgets = () =>
  chunks().filter(({ facadeModuleId }) => /features\/[^/]+\/(.*\/)?[^/]*widget[^/]*\.tsx$/.test(facadeModuleId ?? ""));

test("the customer's widget loads at most 120 kB", () => {
  // Arrange
  const entry = chunkOf(/index\.html$|main\.tsx$/);
  const texts = chunkOf(/ui\/messages\/it\.json$/);

  for (const { fileName, facadeModuleId } of widgets()) {
    // Act
    const feature = /features\/([^/]+)\//.exec(facadeModuleId ?? "")?.[1] ?? "";
    const own = chunkOf(new RegExp(`features/${feature}/messages/it\\.json$`));
    const bytes = pressed(closure([entry, texts, own, fileName]));

    // Assert
    expect(bytes, fileName).toBeLessThanOrEqual(MOST_BYTES);
  }
  expect(pressed(closure([entry, texts]))).toBeLessThan(MOST_BYTES);
});

test("no page makes another one load the figures, the canvas or the rule builder", () => {
  // Arrange
  const entry = chunkOf(/index\.html$|main\.tsx$/);

  // Act
  const loaded = [...closure([entry])].flatMap((name) => {
    const file = files.get(name);
    return file?.type === "chunk" ? file.moduleIds : [];
  });

  // Assert
  const heavy = /node_modules\/(recharts|@xyflow|react-querybuilder|@saleor\/macaw-ui)\//;
  expect(loaded.filter((id) => heavy.test(id))).toEqual([]);
});

test("nothing inside the files asks the policy for what it forbids", () => {
  // Assert: neither inline scripts nor evaluated code, and no address outside the shop.
  const page = [...files.values()].find(({ fileName }) => fileName === "index.html");
  expect(page?.type === "asset" && String(page.source)).not.toMatch(/<script(?![^>]*\bsrc=)|<style|style="/);
  for (const { fileName, code } of chunks()) {
    expect({ fileName, evaluates: /\bnew Function\(|[^.\w]eval\(/.test(code) }).toEqual({ fileName, evaluates: false });
  }
});

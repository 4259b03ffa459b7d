/** How the pages are built: to where the Python package takes them from. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Fixed: the plugin serves the pages below its own path. */
const BASE = "/plugins/saleor.crm/dashboard/";

export default defineConfig({
  base: BASE,
  plugins: [react()],
  // The server puts a fresh nonce in its place with every answer.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../saleor_crm_plugin/dashboard/files",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    target: "es2022",
    // What all surfaces load names the files of every page: a byte less of each is 200 that a widget does not load.
    rolldownOptions: {
      output: { chunkFileNames: "assets/[name]-[hash:7].js", assetFileNames: "assets/[name]-[hash:7][extname]" },
    },
  },
  test: {
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    css: false,
    projects: [
      {
        extends: true,
        test: {
          name: "pages",
          environment: "jsdom",
          // React and the like are loaded once for all files: each cleans up behind itself (docs/adr/0225).
          isolate: false,
          unstubGlobals: true,
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.tsx"],
          setupFiles: ["src/test-kit/setup.ts"],
        },
      },
      {
        extends: true,
        // The kit lies beside this folder and has no packages of its own.
        server: { fs: { allow: [".."] } },
        resolve: { alias: { vitest: new URL("node_modules/vitest", import.meta.url).pathname } },
        test: { name: "storefront kit", environment: "jsdom", include: ["../storefront_kit/tests/*.test.js"] },
      },
      { extends: true, test: { name: "files", environment: "node", include: ["tests/**/*.test.ts"] } },
    ],
  },
});

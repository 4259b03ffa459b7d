/** Browser tests: they walk through the pages inside the demo's shell, against its real back end. */
import { defineConfig } from "@playwright/test";

import type { Look } from "./e2e/support/look";

const chromium = process.env["CRM_CHROMIUM"];

export default defineConfig<{ look: Look }>({
  testDir: "./e2e",
  outputDir: "../build/browsers",
  // The specs share one shop and one staff member: side by side they would count each other's work.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A busy machine is slow, not wrong: `make test` runs a few of these beside everything else.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    baseURL: process.env["CRM_SHELL_URL"] ?? "http://127.0.0.1:8080",
    viewport: { width: 1440, height: 1000 },
    // A trace records every step of every test, which costs more than the pages do: `--trace on` asks for it.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      // Inside a container there is neither a user name space nor much shared memory, and no graphics card:
      // one played by the processor would take more of it than the pages.
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    },
  },
  projects: [
    {
      name: "english-light",
      use: { look: { locale: "en", theme: "light" }, locale: "en-US" },
    },
    {
      name: "italian-dark",
      grepInvert: /@once/,
      use: {
        look: { locale: "it", theme: "dark" },
        locale: "it-IT",
        colorScheme: "dark",
      },
    },
    {
      name: "chinese-light",
      grep: /@screen/,
      use: { look: { locale: "zh-Hans", theme: "light" }, locale: "zh-CN" },
    },
  ],
});

/** What can be inserted is what the server knows. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BLOCKS, snippetsOf } from "./snippets";

const FILES = "../saleor_crm_plugin/templates/blocks";
const OF_THE_FRAME = ["frame_foot", "frame_head"];

describe("blocks", () => {
  it("are those that the server has", () => {
    const files = readdirSync(FILES).map((file) => file.replace(".mjml", ""));
    expect([...BLOCKS.map(({ name }) => name), ...OF_THE_FRAME].sort()).toEqual(files.sort());
  });
});

describe("variables", () => {
  it("are written as the reader's language does", () => {
    const examples = {
      language: "en",
      order: { number: "1042", total: "98.00", currency: "EUR", lines: [{ name: "Linen shirt" }] },
      code: { expires_on: "2030-06-30" },
    };
    expect(snippetsOf(examples)).toEqual([
      { name: "language", source: "{{ language }}", example: "en" },
      { name: "order.number", source: "{{ order.number }}", example: "1042" },
      { name: "order.total", source: "{{ order.total | money: order.currency }}", example: "98.00" },
      { name: "order.currency", source: "{{ order.currency }}", example: "EUR" },
      { name: "order.lines", source: "{% for one in order.lines %}{{ one.name }}{% endfor %}", example: "" },
      { name: "code.expires_on", source: "{{ code.expires_on | day }}", example: "2030-06-30" },
    ]);
  });
});

/** What a letter may bring into the page that shows it. */
import { describe, expect, it } from "vitest";
import { putLetter } from "./put-letter";

function shown(html: string): Document {
  const page = document.implementation.createHTMLDocument("-");
  putLetter(page, html, "it");
  return page;
}

describe("a letter in its page", () => {
  it("keeps its styles, at its elements and in its head", () => {
    const page = shown(
      '<!doctype html><html><head><style>@import url(https://fonts.example/a.css); .a{color:red}</style></head>' +
        '<body style="background:#eee"><p class="a" style="margin:0">Ciao</p></body></html>',
    );
    expect(page.documentElement.lang).toBe("it");
    expect(page.head.innerHTML).toBe("<style> .a{color:red}</style>");
    expect(page.body.outerHTML).toBe('<body style="background:#eee"><p class="a" style="margin:0">Ciao</p></body>');
  });

  it("brings nothing that runs, fetches or leads away", () => {
    const page = shown(
      '<head><meta http-equiv="refresh" content="0"><link rel="stylesheet" href="https://fonts.example/a.css">' +
        '<base href="https://evil.example/"></head><body><script>top.hacked = true</script>' +
        '<iframe src="https://evil.example/"></iframe><a href="https://shop.example/" onclick="top.hacked = true">Shop</a></body>',
    );
    expect(page.documentElement.innerHTML).toBe(
      '<head></head><body><a href="https://shop.example/" target="_blank">Shop</a></body>',
    );
  });

  it("takes the place of the one before", () => {
    const page = shown("<p>First</p>");
    putLetter(page, "<p>Second</p>", "en");
    expect(page.documentElement.outerHTML).toBe('<html lang="en"><head></head><body><p>Second</p></body></html>');
  });
});

import { expect, test } from "vitest";
import { styleByKind, type GetStyle } from "./computed-style";

const READ = ["display", "opacity", "pointerEvents", "visibility"] as const;

/** A window of its own: in the one of the tests jsdom's answer has been replaced. */
function page(markup: string): { document: Document; byJsdom: GetStyle } {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const inside = frame.contentWindow;
  if (inside === null) throw new Error("a frame without a window");
  inside.document.body.innerHTML = markup;
  return { document: inside.document, byJsdom: inside.getComputedStyle.bind(inside) };
}

test.each([
  ["kinds", "<main><h1>a</h1><p>b <span>c</span> <a href=x>d</a></p><ul><li>e</li></ul><svg><g></g></svg></main>"],
  ["fields", "<form><label>a<input></label><input type=hidden><select><option>b</option></select><button>c</button></form>"],
  ["tables", "<table><caption>a</caption><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>"],
  ["what is hidden", "<p hidden>a</p><template>b</template><script></script><div popover>c</div><p>d</p>"],
  ["what is open", "<dialog>a</dialog><dialog open>b</dialog><details><p>c</p></details><details open>d</details>"],
  ["own styles", '<p style="display: none">a</p><p style="opacity: 0">b</p><p style="display: flex"><b>c</b></p>'],
  ["inherited styles", '<div style="visibility: hidden; pointer-events: none"><p><b style="visibility: visible">a</b></p></div>'],
])("of %s it says what jsdom says", (_, markup) => {
  // Arrange
  const { document: inside, byJsdom } = page(markup);
  const byKind = styleByKind(byJsdom);
  const elements = Array.from(inside.querySelectorAll("*"));

  for (const element of elements) {
    // Act
    const [said, wanted] = [byKind(element), byJsdom(element)];

    // Assert
    const about = element.outerHTML;
    expect({ about, ...Object.fromEntries(READ.map((name) => [name, said[name]])) }).toEqual({
      about,
      ...Object.fromEntries(READ.map((name) => [name, wanted[name]])),
    });
    expect(said.getPropertyValue("display")).toBe(wanted.getPropertyValue("display"));
  }
});

test("an element is looked at anew when it changes", () => {
  // Arrange
  const { document: inside, byJsdom } = page("<dialog>a</dialog>");
  const byKind = styleByKind(byJsdom);
  const dialog = inside.querySelector("dialog");
  if (dialog === null) throw new Error("no dialog");

  // Act
  const before = byKind(dialog).display;
  dialog.setAttribute("open", "");

  // Assert
  expect([before, byKind(dialog).display]).toEqual(["none", "block"]);
});

test("whatever else is asked for is jsdom's answer", () => {
  // Arrange
  const { document: inside, byJsdom } = page('<p style="color: rgb(1, 2, 3)">a</p>');
  const element = inside.body.firstElementChild;
  if (element === null) throw new Error("no element");

  // Act
  const style = styleByKind(byJsdom)(element);

  // Assert
  expect(style.color).toBe("rgb(1, 2, 3)");
  expect(style.getPropertyValue("color")).toBe("rgb(1, 2, 3)");
});

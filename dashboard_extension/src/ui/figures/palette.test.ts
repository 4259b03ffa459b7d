/** Figures can be read: their colors stand out from both grounds of their theme, and from each other. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PALETTES } from "./palette";

type Rgb = readonly [number, number, number];

/** WCAG 2.2, success criterion 1.4.11, for what is not text. */
const LEAST_CONTRAST = 3;
const LEAST_CONTRAST_OF_TEXT = 4.5;
/** Of CIE 1976; from about 2.3 on a difference is seen at all. */
const LEAST_DIFFERENCE = 25;
const LEAST_DIFFERENCE_OF_NEIGHBORS = 50;

const TOKENS = readFileSync("src/ui/tokens.css", "utf8");

function grounds(theme: "light" | "dark"): Rgb[] {
  const [, light = "", dark = ""] = TOKENS.split(/^:root.*\{$/m);
  const block = theme === "dark" ? dark : light;
  return ["default1", "default2"].map((name) => {
    const found = new RegExp(`--mu-colors-background-${name}: hsla\\((\\d+), (\\d+)%, (\\d+)%, 1\\)`).exec(block);
    if (!found) throw new Error(`tokens.css has no ground ${name}.`);
    return fromHsl(Number(found[1]), Number(found[2]) / 100, Number(found[3]) / 100);
  });
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const part = (n: number) => {
    const k = (n + hue / 30) % 12;
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [part(0), part(8), part(4)];
}

function fromHex(color: string): Rgb {
  const part = (place: number) => parseInt(color.slice(place, place + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

function linear([red, green, blue]: Rgb): Rgb {
  const one = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return [one(red), one(green), one(blue)];
}

function luminance(color: Rgb): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

function lab(color: Rgb): Rgb {
  const [red, green, blue] = linear(color);
  const curve = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const { colors, text } = PALETTES[theme];

  it.each(colors)("%s stands out from every ground", (color) => {
    for (const ground of grounds(theme)) {
      expect(contrast(fromHex(color), ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
  });

  it("words beside the axes can be read", () => {
    for (const ground of grounds(theme)) {
      expect(contrast(fromHex(text), ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST_OF_TEXT);
    }
  });

  it("neighbors are told apart", () => {
    const pairs = colors.map((color, place) => [color, colors[(place + 1) % colors.length] ?? ""] as const);
    for (const [one, other] of pairs) {
      const distance = difference(fromHex(one), fromHex(other));
      expect(distance, `${one} beside ${other}`).toBeGreaterThanOrEqual(LEAST_DIFFERENCE_OF_NEIGHBORS);
    }
  });

  it("no two are alike", () => {
    for (const one of colors) {
      for (const other of colors.filter((each) => each !== one)) {
        expect(difference(fromHex(one), fromHex(other)), `${one} and ${other}`).toBeGreaterThanOrEqual(LEAST_DIFFERENCE);
      }
    }
  });
});

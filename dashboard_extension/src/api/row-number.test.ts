import { expect, it } from "vitest";
import { rowNumber } from "./row-number";

it("finds the number in an id, and none where there is none", () => {
  expect(rowNumber(btoa("CrmProfile:41"))).toBe(41);
  expect(rowNumber("%%%")).toBeNull();
  expect(rowNumber(btoa("CrmProfile:x"))).toBeNull();
});

import { CombinedError } from "urql";
import { expect, it } from "vitest";
import { toApiError } from "./errors";

const refused = (message: string, extensions: Record<string, unknown>) =>
  new CombinedError({ graphQLErrors: [{ message, extensions }] });

it("keeps the field that was refused, and why", () => {
  const error = refused("Argument `channel`: There is no channel 'x'.", { field: "channel", code: "INVALID" });
  expect(toApiError(error)).toEqual({
    kind: "server",
    message: "Argument `channel`: There is no channel 'x'.",
    permissions: [],
    field: "channel",
    code: "INVALID",
  });
});

it("names the permissions of which one is needed, whatever else went wrong", () => {
  const message = "You need one of the following permissions: MANAGE_USERS, MANAGE_ORDERS";
  const error = new CombinedError({
    graphQLErrors: [
      { message: "Something else.", extensions: {} },
      { message, extensions: { exception: { code: "PermissionDenied" } } },
    ],
  });
  expect(toApiError(error)).toEqual({
    kind: "noAccess",
    message,
    permissions: ["MANAGE_USERS", "MANAGE_ORDERS"],
    field: null,
    code: "PermissionDenied",
  });
});

it.each([
  [undefined, "offline"],
  [503, "offline"],
  [500, "server"],
])("tells a shop that is away from one that fails: %s", (status, kind) => {
  const response = status === undefined ? undefined : new Response("", { status });
  const error = new CombinedError({ networkError: new Error("Failed to fetch"), response });
  expect(toApiError(error)).toMatchObject({ kind, field: null, code: null });
});

import { expect, it, vi } from "vitest";
import { authorizedFetch, type TokenSource } from "./authorized-fetch";

const json = (body: object) => new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
const refusal = () => json({ errors: [{ extensions: { exception: { code: "ExpiredSignatureError" } } }] });

function open(source: Partial<TokenSource>, answers: (() => Response)[] = []) {
  const sent: (string | null)[] = [];
  const send = authorizedFetch(
    { current: () => "one", fresh: () => Promise.resolve(null), ...source },
    (_, init) => {
      sent.push(new Headers(init?.headers).get("Authorization"));
      expect(init?.credentials).toBe("omit");
      return Promise.resolve(answers.shift()?.() ?? json({ data: {} }));
    },
  );
  return { send, sent };
}

it("sends each request with the token of that moment", async () => {
  let token = "one";
  const { send, sent } = open({ current: () => token });
  await send("/graphql/");
  token = "two";
  await send("/graphql/");
  expect(sent).toEqual(["Bearer one", "Bearer two"]);
});

it("asks once more with a fresh token where the first had just expired", async () => {
  const fresh = vi.fn(() => Promise.resolve("two"));
  const { send, sent } = open({ fresh }, [refusal]);
  expect(await (await send("/graphql/")).json()).toEqual({ data: {} });
  expect(sent).toEqual(["Bearer one", "Bearer two"]);
  expect(fresh).toHaveBeenCalledWith("one");
});

it("gives the refusal on where there is no fresh token", async () => {
  const { send, sent } = open({}, [refusal]);
  expect(await (await send("/graphql/")).json()).toHaveProperty("errors");
  expect(sent).toEqual(["Bearer one"]);
});

it("fetches a fresh token before one that would expire on the way", async () => {
  const claims = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 1 }));
  const { send, sent } = open({ current: () => `x.${claims}.y`, fresh: () => Promise.resolve("two") });
  await send("/graphql/");
  expect(sent).toEqual(["Bearer two"]);
});

import { expect, it } from "vitest";
import { makeClient } from "./client";

it("tells the shop in which language it is to word its answers, as it is at that moment", async () => {
  const asked: (string | null)[] = [];
  let language = "it";
  const client = makeClient(
    "https://shop.example/graphql/",
    { current: () => null, fresh: () => Promise.resolve(null) },
    () => language,
    (_, init) => {
      asked.push(new Headers(init?.headers).get("Accept-Language"));
      return Promise.resolve(new Response('{"data":{}}', { headers: { "Content-Type": "application/json" } }));
    },
  );

  await client.query("{ shop { name } }", {}).toPromise();
  language = "zh-Hans";
  await client.query("{ shop { name } }", {}).toPromise();

  expect(asked).toEqual(["it", "zh-Hans"]);
});

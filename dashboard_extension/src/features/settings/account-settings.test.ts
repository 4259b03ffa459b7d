/** A schema becomes fields, and fields settings; secrets that are left alone stay out. */
import { describe, expect, it } from "vitest";
import { fieldsOf, settingsOf } from "./account-settings";

const SCHEMA = {
  properties: {
    provider: { type: "string", enum: ["brevo", "mailgun"], title: "Provider" },
    api_key: { type: "string", title: "Api Key" },
    port: { type: "integer", default: 587 },
    use_tls: { type: "boolean", default: true },
    options: { type: "object", title: "Options" },
  },
  required: ["provider", "api_key"],
};

describe("a channel's settings", () => {
  it("are the defaults where nothing is stored", () => {
    const fields = fieldsOf(SCHEMA, ["api_key"], null);

    expect(fields.map(({ name, kind, value }) => [name, kind, value])).toEqual([
      ["provider", "choice", ""],
      ["api_key", "secret", ""],
      ["port", "number", 587],
      ["use_tls", "flag", true],
      ["options", "map", ""],
    ]);
    expect(fields.map(({ isRequired }) => isRequired)).toEqual([true, true, false, false, false]);
    expect(fields[2]?.title).toBe("port");
  });

  it("come back as they were stored, without the secret", () => {
    const stored = { provider: "mailgun", port: 25, use_tls: false, options: { sender_domain: "a=b", region: "eu" } };

    expect(settingsOf(fieldsOf(SCHEMA, ["api_key"], stored))).toEqual(stored);
  });

  it("hold a secret that was written anew, and no empty number", () => {
    const fields = fieldsOf(SCHEMA, ["api_key"], { provider: "brevo" }).map((field) => {
      if (field.name === "api_key") return { ...field, value: "key" };
      return field.name === "port" ? { ...field, value: null } : field;
    });

    expect(settingsOf(fields)).toEqual({ provider: "brevo", api_key: "key", use_tls: true, options: {} });
  });

  it("of a schema that says nothing are none", () => {
    expect(fieldsOf(null, [], null)).toEqual([]);
  });
});

/** What a shopper sees and does, from being signed out to leaving the club. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { button, consent, history, LOYALTY, movement, part, settled, shop, shown, text } from "./shop.js";

const HOSTILE = '<img src=x onerror="window.hurt = true"><script>window.hurt = true</script>';

beforeEach(() => {
  document.documentElement.lang = "en";
  document.body.replaceChildren();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("nobody signed in is asked to sign in, and the shop is not asked", async () => {
  const { asked } = shop();
  const element = await shown({ token: null });

  expect(text(element)).toContain("Sign in to see your points.");
  expect(asked).toEqual([]);
});

test("balance, what waits and what ends soonest are shown", async () => {
  const { asked } = shop();
  const element = await shown();

  expect(part(element, "balance").textContent).toContain("1,240 points ready to use");
  expect(part(element, "balance").textContent).toContain("85 points are on their way");
  // The moment of the end is not included: the last good day is the one before.
  expect(part(element, "balance").textContent).toMatch(/40 points can be used until (Dec 31, 2026|Jan 1, 2027)/);
  expect(part(element, "balance").textContent).not.toContain("held");
  expect(asked.every((one) => one.token === "Bearer token")).toBe(true);
});

test("the way to the next tier is a bar with words", async () => {
  shop();
  const element = await shown();
  const bar = element.shadowRoot.querySelector("progress");

  expect(bar.value).toBe(0.75);
  expect(bar.getAttribute("aria-label")).toBe("€100.00 more to Gold");
  expect(part(element, "tier").textContent).toContain("1.5 times the points for every purchase");
  expect(part(element, "tier").textContent).toContain("Free postage");
});

test.each([
  ["it-IT", "I tuoi punti", "Ancora 100,00 € per Gold"],
  ["zh-CN", "我的积分", "再消费 €100.00 即可升至Gold"],
  ["fr-FR", "Your points", "€100.00 more to Gold"],
])("%s is spoken to in the language that suits", async (locale, title, next) => {
  shop();
  const element = await shown({ locale });

  expect(text(element)).toContain(title);
  expect(part(element, "tier").textContent.replaceAll("\u00a0", " ")).toContain(next);
});

test.each([
  ["it-IT", "it"],
  ["zh-CN", "zh-Hans"],
  ["fr-FR", "en"],
])("the shop is asked to word its reasons for %s too", async (locale, language) => {
  const { named } = shop();
  await shown({ locale });

  expect(named("CrmKitHistory").map((one) => one.language)).toEqual([language]);
});

test("older movements are added below, and the focus goes on to them", async () => {
  const pages = { first: history([movement(3)], "c1"), c1: history([movement(2), movement(1)]) };
  const { named } = shop({
    CrmKitHistory: ({ after }) => ({ me: { loyalty: { history: pages[after ?? "first"] } } }),
  });
  const element = await shown();
  button(element, "Show older").click();
  await vi.waitFor(() => expect(part(element, "history").querySelectorAll("li")).toHaveLength(3));

  expect([...part(element, "history").querySelectorAll(".points")].map((each) => each.textContent)).toEqual([
    "+3",
    "+2",
    "+1",
  ]);
  expect(named("CrmKitHistory").map((one) => one.variables.after)).toEqual([null, "c1"]);
  expect(button(element, "Show older").hidden).toBe(true);
  expect(element.shadowRoot.activeElement.textContent).toContain("Order 2");
});

test("a kind of movement that is not known yet is still shown", async () => {
  shop({
    CrmKitHistory: () => ({ me: { loyalty: { history: history([movement(3, { kind: "NEW_ONE" })]) } } }),
  });
  const element = await shown();

  expect(part(element, "history").textContent).toContain("Changed");
});

test("a tick is saved at once, with the words that were shown", async () => {
  const { named } = shop({
    CrmKitPreferences: () => ({
      me: { crmPreferences: { consents: [] } },
      crmMessageLists: [{ code: "club", name: "Your points" }],
      crmConsentWordings: [{ id: "W1", purpose: "MARKETING", text: "May we write to you?" }],
    }),
    CrmKitPreferencesUpdate: () => ({
      result: { preferences: { consents: [consent("email", "MARKETING", "", "PENDING")] }, errors: [] },
    }),
  });
  const element = await shown();
  const [email] = part(element, "preferences").querySelectorAll("input");
  expect(email.parentElement.textContent).toBe("May we write to you?");
  email.click();
  await vi.waitFor(() => expect(part(element, "preferences").textContent).toContain("Saved."));

  expect(named("CrmKitPreferencesUpdate")[0].variables.input).toEqual([
    { channel: "email", purpose: "MARKETING", listCode: "", isGranted: true, wording: "W1" },
  ]);
  expect(email.checked).toBe(true);
  expect(part(element, "preferences").textContent).toContain("please follow its link");
  expect(element.shadowRoot.activeElement).toBe(email);
});

test("a tick that is refused goes back, and it is said that nothing has changed", async () => {
  shop({
    CrmKitPreferencesUpdate: () => ({
      result: { preferences: null, errors: [{ field: null, code: "CRM_IS_OFF", message: "Off." }] },
    }),
  });
  const element = await shown();
  const [, list] = part(element, "preferences").querySelectorAll("input");
  expect(list.checked).toBe(true);
  list.click();
  await vi.waitFor(() => expect(part(element, "preferences").textContent).toContain("Nothing has changed."));

  expect(list.checked).toBe(true);
});

test("what strangers wrote stays text, and only web links of a message can be followed", async () => {
  shop({
    CrmKitLoyalty: () => ({
      me: { loyalty: { ...LOYALTY, program: { ...LOYALTY.program, name: HOSTILE } } },
    }),
    CrmKitHistory: () => ({ me: { loyalty: { history: history([movement(1, { reason: HOSTILE })]) } } }),
    CrmKitMessages: () => ({
      crmOnsiteMessages: [
        {
          id: "M1",
          title: HOSTILE,
          text: HOSTILE,
          html: `${HOSTILE}<a href="javascript:window.hurt=true">Bad</a><a href="/sale">Sale</a>`,
        },
      ],
    }),
    CrmKitMessagesSeen: () => ({ result: { errors: [] } }),
  });
  const element = await shown();
  await new Promise((resolve) => setTimeout(resolve, 0));

  expect(window.hurt).toBeUndefined();
  expect(element.shadowRoot.querySelectorAll("img, script")).toHaveLength(0);
  expect(part(element, "balance").textContent).toContain(HOSTILE);
  const links = [...part(element, "messages").querySelectorAll("a")].map((link) => link.textContent);
  expect(links).toEqual(["Sale"]);
});

test("a message is told to be seen once, and dismissed for good", async () => {
  const message = { id: "M1", title: "Hello", text: "A gift", html: "<p>A gift</p>" };
  const { named } = shop({
    CrmKitMessages: () => ({ crmOnsiteMessages: [message] }),
    CrmKitMessagesSeen: () => ({ result: { errors: [] } }),
    CrmKitMessageDismiss: () => ({ result: { errors: [] } }),
  });
  const element = await shown();
  await element.refresh();
  button(element, "Do not show “Hello” again").click();
  await vi.waitFor(() => expect(named("CrmKitMessageDismiss")).toHaveLength(1));

  expect(named("CrmKitMessagesSeen").map((one) => one.variables.ids)).toEqual([["M1"]]);
  expect(named("CrmKitMessageDismiss")[0].variables).toEqual({ id: "M1" });
  expect(part(element, "messages").hidden).toBe(true);
});

test("a token that is over is renewed once for all questions", async () => {
  const over = { errors: [{ message: "Signature has expired", extensions: { exception: { code: "ExpiredSignatureError" } } }] };
  const fresh = shop();
  const answered = globalThis.fetch;
  vi.stubGlobal("fetch", async (url, options) =>
    options.headers.Authorization === "Bearer old" ? { json: async () => over } : answered(url, options),
  );
  let token = "old";
  const getToken = vi.fn(({ isOver }) => (isOver ? (token = "new") : token));
  await import("../src/crm-loyalty.js");
  const element = document.createElement("crm-loyalty");
  element.setAttribute("channel", "main");
  element.getToken = getToken;
  document.body.append(element);
  await vi.waitFor(() => expect(part(element, "balance")).not.toBeNull());

  expect(getToken.mock.calls.filter(([state]) => state.isOver)).toHaveLength(1);
  expect(fresh.asked.every((one) => one.token === "Bearer new")).toBe(true);
});

test("a token that cannot be renewed counts as signed out", async () => {
  shop({
    CrmKitLoyalty: () => ({ errors: [{ message: "", extensions: { exception: { code: "InvalidTokenError" } } }] }),
  });
  const signedOut = vi.fn();
  document.body.addEventListener("crm-loyalty-signed-out", signedOut, { once: true });
  const element = await shown();

  expect(text(element)).toContain("Sign in to see your points.");
  expect(signedOut).toHaveBeenCalledTimes(1);
});

test("a shop that stops leaves what is known on the screen, and is asked again on demand", async () => {
  shop();
  const element = await shown();
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await element.refresh();
  expect(element.shadowRoot.querySelector("[role=alert]").textContent).toContain("out of date");
  expect(part(element, "balance").textContent).toContain("1,240");

  vi.stubGlobal("fetch", answering);
  button(element, "Try again").click();
  await vi.waitFor(() => expect(element.shadowRoot.querySelector("[role=alert]")).toBeNull());
});

test("a channel without a program says so, and preferences still work", async () => {
  shop({ CrmKitLoyalty: () => ({ me: { id: "1", loyalty: null } }), CrmKitHistory: () => ({ me: { loyalty: null } }) });
  expect(text(await shown({ parts: "balance tier" }))).toContain("There is no loyalty program here.");
  document.body.replaceChildren();
  expect(part(await shown(), "preferences")).not.toBeNull();
});

test("leaving is asked twice and joining needs the terms to be accepted", async () => {
  let leftAt = null;
  const { named } = shop({
    CrmKitLoyalty: () => ({
      me: {
        loyalty: {
          ...LOYALTY,
          leftAt,
          acceptedTerms: "1",
          program: { ...LOYALTY.program, termsVersion: leftAt ? "2" : "1" },
        },
      },
    }),
    CrmKitLeave: () => ({ result: { loyalty: { leftAt: (leftAt = "2026-11-01T00:00:00Z") }, errors: [] } }),
    CrmKitJoin: () => ({ result: { loyalty: { leftAt: (leftAt = null) }, errors: [] } }),
  });
  const element = await shown();
  button(element, "Leave Record Club").click();
  expect(named("CrmKitLeave")).toEqual([]);
  button(element, "Yes, leave").click();
  await vi.waitFor(() => expect(text(element)).toContain("You have left Record Club."));
  const join = button(element, "Take part again");
  expect(join.disabled).toBe(true);
  part(element, "membership").querySelector("input").click();
  join.click();
  await vi.waitFor(() => expect(named("CrmKitJoin")).toHaveLength(1));

  expect(named("CrmKitJoin")[0].variables).toEqual({ program: LOYALTY.program.id, termsVersion: "2" });
  await settled(element);
});

test("an answer to an earlier question does not overwrite a later one", async () => {
  const waiting = [];
  shop({ CrmKitLoyalty: (_variables, token) => new Promise((resolve) => waiting.push([token, resolve])) });
  await import("../src/crm-loyalty.js");
  const element = document.createElement("crm-loyalty");
  element.setAttribute("channel", "main");
  element.setAttribute("parts", "balance");
  element.token = "ada";
  document.body.append(element);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  element.token = "bo";
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  const of = (balance) => ({ me: { loyalty: { ...LOYALTY, balance } } });
  waiting[1][1](of(2));
  waiting[0][1](of(1));
  await vi.waitFor(() => expect(part(element, "balance").textContent).toContain("2 points"));

  expect(waiting.map(([token]) => token)).toEqual(["Bearer ada", "Bearer bo"]);
  expect(part(element, "balance").textContent).not.toContain("1 points");
});

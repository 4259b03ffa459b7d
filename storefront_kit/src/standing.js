/** What the shopper has now, and how far the next tier is. */

import { make } from "./dom.js";

/**
 * Return the balance with what waits, what is owed, and what ends soonest.
 * @param {any} loyalty
 * @param {import("./view.js").View} view
 */
export function balance(loyalty, { say, format }) {
  const unit = loyalty.program.unitName;
  const lines = [
    [loyalty.pending, "pending"],
    [loyalty.reserved, "reserved"],
    [loyalty.owed, "owed"],
  ]
    .filter(([points]) => points > 0)
    .map(([points, word]) => make("p", { class: "muted" }, say(word, { points: format.count(points), unit })));
  return make(
    "section",
    { part: "balance", "aria-label": say("title") },
    make("h3", {}, loyalty.program.name),
    make(
      "p",
      {},
      make("span", { class: "number" }, format.count(loyalty.balance)),
      ` ${unit} ${say("ready")}`,
    ),
    ...lines,
    ...loyalty.nextExpiries.map((end) =>
      make(
        "p",
        { class: "muted" },
        say("expires", { points: format.count(end.points), unit, day: format.lastDay(end.expiresAt) }),
      ),
    ),
  );
}

/**
 * Return the tier, what it brings, and the way to the next one; null for a program without tiers.
 * @param {any} loyalty
 * @param {import("./view.js").View} view
 */
export function tier(loyalty, view) {
  const progress = loyalty.tier;
  if (!progress) return null;
  const { say, format } = view;
  const held = loyalty.program.ladder?.tiers.find((each) => each.code === progress.tier);
  return make(
    "section",
    { part: "tier", "aria-label": say("tier") },
    make("h3", {}, say("tier")),
    make("p", {}, progress.name ? make("strong", {}, progress.name) : say("noTier")),
    held?.description ? make("p", {}, held.description) : null,
    ...benefits(held, loyalty, view),
    ...theWay(loyalty, view),
    progress.graceEndsAt ? make("p", { class: "muted" }, say("grace", { day: format.lastDay(progress.graceEndsAt) })) : null,
    progress.invitedUntil ? make("p", { class: "muted" }, say("gift", { day: format.lastDay(progress.invitedUntil) })) : null,
  );
}

function benefits(held, loyalty, { say, format }) {
  const lines = [];
  if (Number(held?.multiplier ?? 1) !== 1)
    lines.push(say("multiplier", { factor: format.count(Number(held.multiplier)), unit: loyalty.program.unitName }));
  if (held?.hasEarlyAccess) lines.push(say("earlyAccess"));
  return lines.length ? [make("ul", { class: "muted" }, ...lines.map((line) => make("li", {}, line)))] : [];
}

function theWay(loyalty, view) {
  const { nextTierName: next, missing } = loyalty.tier;
  const { say } = view;
  if (!next) return loyalty.tier.tier ? [make("p", { class: "muted" }, say("top"))] : [];
  const words = missing.map((each) => missingWords(each, loyalty, view));
  if (!words.length) return [];
  const text = words.join(` ${say("orMore")} `);
  return [make("progress", { max: 1, value: nearest(loyalty.tier), "aria-label": text }), make("p", {}, text)];
}

function missingWords({ currency, value }, loyalty, { say, format }) {
  const named = { tier: loyalty.tier.nextTierName, unit: loyalty.program.unitName };
  if (currency) return say("nextMoney", { ...named, missing: format.money(value, currency) });
  const word = loyalty.program.ladder?.basis === "ORDERS" ? "nextOrders" : "nextPoints";
  return say(word, { ...named, missing: format.count(Number(value)) });
}

/** Return how much of the way is done, by the currency in which most of it is: from 0 to 1. */
export function nearest({ counted, missing }) {
  const parts = missing.map((lack) => {
    const has = Number(counted.find((each) => each.currency === lack.currency)?.value ?? 0);
    const whole = has + Number(lack.value);
    return whole > 0 ? has / whole : 0;
  });
  return Math.max(0, ...parts);
}

/** The page: signing in, the records, the cart, and the kit's element beside them. */

import { ShopClient } from "../kit/client.js";
import { make } from "../kit/dom.js";
import { formats } from "../kit/format.js";
import { languageOf } from "../kit/words.js";
import { Cart } from "./cart.js";
import { Session } from "./session.js";
import { WORDS } from "./words.js";

const LANGUAGE = "shop.language";
const SECONDS_TO_LOOK = 40;
const find = (id) => document.getElementById(id);
const loyalty = document.querySelector("crm-loyalty");
let points = null;
loyalty.addEventListener("crm-loyalty-ready", ({ detail }) => (points = `${detail?.balance} ${detail?.pending}`));
const config = await (await fetch("/shop/shop.json")).json();
const session = new Session(config.apiUrl);
const client = new ShopClient(config.apiUrl, (state) => session.getToken(state));
const cart = new Cart(client, config.channel);
let language = languageOf(localStorage.getItem(LANGUAGE) ?? navigator.language);

const say = (word) => WORDS[language][word];
const money = ({ amount, currency }) => formats(language).money(amount, currency);
const tell = (word) => (find("said").textContent = word ? say(word) : "");

function speak() {
  document.documentElement.lang = language;
  find("language").value = language;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  loyalty.setAttribute("locale", language);
  showRecords();
  showCart();
}

function showRecords() {
  const row = (record) =>
    make(
      "li",
      {},
      make("span", {}, record.name),
      make("span", {}, money({ amount: record.price, currency: record.currency })),
      make("button", { type: "button", "aria-label": `${say("add")}: ${record.name}`, onclick: () => attempt(() => cart.add(record.variant).then(showCart)) }, say("add")),
    );
  find("records").replaceChildren(...config.records.map(row));
}

function showCart() {
  const lines = cart.content?.lines ?? [];
  const row = ({ quantity, variant, totalPrice }) =>
    make("li", {}, make("span", {}, `${quantity} × ${variant.product.name}: ${variant.name}`), make("span", {}, money(totalPrice.gross)));
  find("cart").replaceChildren(...lines.map(row));
  find("total").textContent = lines.length ? `${say("total")}: ${money(cart.content.totalPrice.gross)}` : say("empty");
  find("buy").disabled = lines.length === 0 || !session.email;
  find("hint").hidden = lines.length === 0;
}

function showWho() {
  find("who").textContent = session.email;
  find("sign-out").hidden = !session.email;
  find("sign-in").hidden = Boolean(session.email);
  loyalty.getToken = (state) => session.getToken(state);
  showCart();
}

async function attempt(act) {
  tell("");
  try {
    await act();
  } catch (error) {
    console.warn(error);
    tell("wrong");
  }
}

async function buy() {
  find("buy").disabled = true;
  tell("paying");
  const before = points;
  await cart.order();
  showCart();
  tell("thanks");
  await watchThePoints(before);
}

/** The points come by the worker, within seconds: look until they are no longer what they were before. */
async function watchThePoints(before) {
  await loyalty.refresh();
  for (let second = 0; second < SECONDS_TO_LOOK && points === before; second += 2) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await loyalty.refresh();
  }
  if (points !== before) tell("moved");
}

async function comeBack() {
  const [, token] = /\/checkout\/([0-9a-f-]{36})/.exec(location.pathname) ?? [];
  const found = await cart.find(token);
  if (token) tell(found ? "back" : "gone");
}

find("language").addEventListener("change", (event) => {
  language = event.target.value;
  localStorage.setItem(LANGUAGE, language);
  speak();
});
find("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const { email, password } = event.target.elements;
  void attempt(async () => {
    if (!(await session.signIn(email.value, password.value))) return tell("wrongPassword");
    showWho();
  });
});
find("sign-out").addEventListener("click", () => {
  session.signOut();
  showWho();
});
find("buy").addEventListener("click", () => attempt(buy));

const { email, password } = find("sign-in").elements;
email.value = config.shopper;
password.value = config.password;
loyalty.setAttribute("api-url", config.apiUrl);
loyalty.setAttribute("channel", config.channel);
speak();
await attempt(async () => {
  await session.getToken({ isOver: false });
  showWho();
  await comeBack();
});
showCart();

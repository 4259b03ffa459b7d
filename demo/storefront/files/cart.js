/** The cart, by the shop's own API; which one it is, the browser remembers. */

const CART = "shop.cart";
const SHOWN = `id lines { id quantity variant { name product { name } } totalPrice { gross { amount currency } } }
  totalPrice { gross { amount currency } }`;
const ONE = `query Cart($token: UUID!) { checkout(token: $token) { token ${SHOWN} } }`;
const CREATE = `mutation Create($input: CheckoutCreateInput!) {
  result: checkoutCreate(input: $input) { checkout { token ${SHOWN} } errors { field code message } }
}`;
const ADD = `mutation Add($id: ID!, $lines: [CheckoutLineInput!]!) {
  result: checkoutLinesAdd(id: $id, lines: $lines) { checkout { token ${SHOWN} } errors { field code message } }
}`;
const COMPLETE = `mutation Complete($id: ID!) {
  result: checkoutComplete(id: $id) { order { id } errors { field code message } }
}`;
const ADDRESS = { city: "NEW YORK", country: "US", postalCode: "10001" };

export class Cart {
  /** @param client the kit's client, with the shopper's token */
  constructor(client, channel) {
    this.client = client;
    this.channel = channel;
    this.content = null;
  }

  /** Find the cart that was left here, or the one of a letter's link; null for none. */
  async find(token = localStorage.getItem(CART)) {
    this.content = token ? (await this.client.ask(ONE, { token })).checkout : null;
    this.#remember();
    return this.content;
  }

  async add(variantId) {
    const lines = [{ variantId, quantity: 1 }];
    const { checkout } = this.content
      ? await this.client.tell(ADD, { id: this.content.id, lines })
      : await this.client.tell(CREATE, { input: { channel: this.channel, lines, shippingAddress: ADDRESS } });
    this.content = checkout;
    this.#remember();
  }

  /** Have it paid, make an order of it, and return its ID. */
  async order() {
    const paid = await fetch("/shop/pay", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ checkout: this.content.id }),
    });
    if (!paid.ok) throw new Error("The payment was refused.");
    const { order } = await this.client.tell(COMPLETE, { id: this.content.id });
    this.content = null;
    this.#remember();
    return order.id;
  }

  #remember() {
    if (this.content) localStorage.setItem(CART, this.content.token);
    else localStorage.removeItem(CART);
  }
}

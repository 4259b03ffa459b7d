/** Customers of the demo's shop, found by the API. */
import type { Staff } from "./staff";

const CUSTOMERS = `
  query Customers($search: String) {
    customers(first: 1, filter: { search: $search }) { edges { node { id email } } }
  }`;

interface Found {
  readonly customers: { readonly edges: readonly { readonly node: Customer }[] };
}

interface Customer {
  readonly id: string;
  readonly email: string;
}

/** Returns a customer whose e-mail or name has the text in it; any customer without one. */
export async function customer(staff: Staff, search = ""): Promise<Customer> {
  const { customers } = await staff.ask<Found>(CUSTOMERS, { search });
  const [first] = customers.edges;
  if (!first) throw new Error(`The shop has no customer like "${search}".`);
  return first.node;
}

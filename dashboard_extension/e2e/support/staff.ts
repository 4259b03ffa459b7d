/** The shop's API as the demo's staff member: for what a test needs to find or to make beforehand. */
import { request } from "@playwright/test";

export const STAFF_EMAIL = process.env["CRM_STAFF_EMAIL"] ?? "staff@example.com";
export const STAFF_PASSWORD = process.env["CRM_STAFF_PASSWORD"] ?? "record-shop";
/** A second member of staff, for what needs two; with the same password. */
export const COLLEAGUE_EMAIL = process.env["CRM_COLLEAGUE_EMAIL"] ?? "colleague@example.com";
export const API_URL = process.env["CRM_API_URL"] ?? "http://127.0.0.1:8000/graphql/";

const SIGN_IN = `
  mutation SignIn($email: String!, $password: String!) {
    tokenCreate(email: $email, password: $password) { token refreshToken errors { message } }
  }`;

const REFRESH = `
  mutation Refresh($refreshToken: String!) {
    tokenRefresh(refreshToken: $refreshToken) { token errors { message } }
  }`;

interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string }[];
}

interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
}

/** What those who have signed in before go on with: to check a password takes longer than most tests. */
const remembered = new Map<string, string>();

export class Staff {
  private constructor(private readonly tokens: Tokens) {}

  /** Signs in, the first time by password; with a new token each time, since these live for five minutes. */
  static async signIn(email = STAFF_EMAIL, password = STAFF_PASSWORD): Promise<Staff> {
    const refreshToken = remembered.get(email);
    if (refreshToken !== undefined) {
      const { tokenRefresh } = await post<{ tokenRefresh: { token: string } }>(REFRESH, { refreshToken });
      return new Staff({ token: tokenRefresh.token, refreshToken });
    }
    const { tokenCreate } = await post<{ tokenCreate: Tokens }>(SIGN_IN, { email, password });
    remembered.set(email, tokenCreate.refreshToken);
    return new Staff(tokenCreate);
  }

  get refreshToken(): string {
    return this.tokens.refreshToken;
  }

  /** Returns the data of a query or mutation. Throws what the API answers instead, or refuses. */
  ask<Data>(document: string, variables: Record<string, unknown> = {}): Promise<Data> {
    return post<Data>(document, variables, this.tokens.token);
  }
}

async function post<Data>(
  query: string,
  variables: Record<string, unknown>,
  token?: string,
): Promise<Data> {
  const context = await request.newContext();
  try {
    const response = await context.post(API_URL, {
      data: { query, variables },
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    });
    const answer = (await response.json()) as Answer<Data>;
    if (!answer.data || answer.errors?.length) {
      throw new Error(`The API answered ${JSON.stringify(answer).slice(0, 1000)}`);
    }
    const refusals = refusalsIn(answer.data);
    if (refusals.length > 0) throw new Error(`The API refused: ${JSON.stringify(refusals)}`);
    return answer.data;
  } finally {
    await context.dispose();
  }
}

/** What mutations refuse stands in their own `errors`, beside an answer that looks fine. */
function refusalsIn(data: object): unknown[] {
  return Object.values(data as Record<string, { readonly errors?: readonly unknown[] } | null>).flatMap(
    (field) => field?.errors ?? [],
  );
}

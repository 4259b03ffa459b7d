// Who is signed in, in which language and theme; asks the shop's API with a fresh token.

const SECONDS_BEFORE_THE_END = 30;
const REMEMBERED = { refreshToken: "", locale: "en", theme: "light" };
const SIGN_IN = `
  mutation SignIn($email: String!, $password: String!) {
    tokenCreate(email: $email, password: $password) { token refreshToken user { isStaff } errors { message } }
  }`;
const REFRESH = `
  mutation Refresh($token: String!) {
    tokenRefresh(refreshToken: $token) { token errors { message } }
  }`;

/** Seconds until a token ends; none for no token. */
export function secondsLeft(token) {
  if (!token) return 0;
  const [, claims = ""] = token.split(".");
  const { exp = 0 } = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")));
  return exp - Date.now() / 1000;
}

export class Session {
  #token = "";

  constructor(apiUrl) {
    this.apiUrl = apiUrl;
  }

  get isSignedIn() {
    return Boolean(this.recall("refreshToken"));
  }

  recall(name) {
    return localStorage.getItem(`shell.${name}`) ?? REMEMBERED[name];
  }

  remember(name, value) {
    localStorage.setItem(`shell.${name}`, value);
  }

  /** Signs in; returns what was wrong, or nothing. */
  async signIn(email, password) {
    const { tokenCreate: answer } = await this.#post(SIGN_IN, { email, password });
    if (answer.errors.length) return answer.errors[0].message;
    if (!answer.user.isStaff) return "Only staff may enter.";
    this.#token = answer.token;
    this.remember("refreshToken", answer.refreshToken);
    return "";
  }

  signOut() {
    this.#token = "";
    localStorage.removeItem("shell.refreshToken");
  }

  /** Returns the data of a query; throws when the API cannot be reached or refuses. */
  async ask(document, variables = {}) {
    if (secondsLeft(this.#token) < SECONDS_BEFORE_THE_END) await this.#refresh();
    return this.#post(document, variables, this.#token);
  }

  async #refresh() {
    const { tokenRefresh: answer } = await this.#post(REFRESH, { token: this.recall("refreshToken") });
    if (!answer.token) {
      this.signOut();
      throw new Error("The sign-in has ended.");
    }
    this.#token = answer.token;
  }

  async #post(query, variables, token) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(this.apiUrl, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const answer = await response.json();
    if (!answer.data) throw new Error(answer.errors?.[0]?.message ?? "The API did not answer.");
    return answer.data;
  }
}

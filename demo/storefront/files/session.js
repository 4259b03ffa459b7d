/** Who is signed in: a token of five minutes in memory, and what renews it for as long as the tab is open. */

const REFRESH = "shop.refreshToken";
const SIGN_IN = `mutation SignIn($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token refreshToken user { email } errors { message } }
}`;
const RENEW = `mutation Renew($refreshToken: String!) {
  tokenRefresh(refreshToken: $refreshToken) { token user { email } errors { message } }
}`;

export class Session {
  constructor(apiUrl) {
    this.apiUrl = apiUrl;
    this.token = null;
    this.email = "";
  }

  /** Return whether the e-mail and password fit together. */
  async signIn(email, password) {
    const { tokenCreate } = await this.#post(SIGN_IN, { email, password });
    if (!tokenCreate.token) return false;
    sessionStorage.setItem(REFRESH, tokenCreate.refreshToken);
    this.token = tokenCreate.token;
    this.email = tokenCreate.user.email;
    return true;
  }

  signOut() {
    sessionStorage.removeItem(REFRESH);
    this.token = null;
    this.email = "";
  }

  /** Return a token; a new one after a reload, and when the shop has refused the last. */
  async getToken({ isOver }) {
    const refreshToken = sessionStorage.getItem(REFRESH);
    if (!refreshToken) return null;
    if (this.token && !isOver) return this.token;
    const { tokenRefresh } = await this.#post(RENEW, { refreshToken });
    if (!tokenRefresh.token) this.signOut();
    else {
      this.token = tokenRefresh.token;
      this.email = tokenRefresh.user?.email ?? this.email;
    }
    return this.token;
  }

  async #post(query, variables) {
    const response = await fetch(this.apiUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()).data;
  }
}

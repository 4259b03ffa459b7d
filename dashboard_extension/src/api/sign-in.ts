/** Sign-in by Saleor's own mutations, for pages opened outside the Dashboard. */
import { Client, fetchExchange } from "urql";
import type { SignInApi } from "../app-bridge";
import { documentOf } from "./documents";
import { RenewTokenDocument, SignInDocument } from "./generated/session";

export function makeSignInApi(url: string): SignInApi {
  const client = new Client({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: { credentials: "omit" },
  });
  return {
    signIn: async (email, password) => {
      const { data, error } = await client.mutation(documentOf(SignInDocument), { email, password }).toPromise();
      if (error?.networkError) return { refusal: "unreachable" };
      const answer = data?.tokenCreate;
      if (!answer?.token || !answer.refreshToken || !answer.user) return { refusal: "credentials" };
      if (!answer.user.isStaff) return { refusal: "notStaff" };
      return {
        token: answer.token,
        refreshToken: answer.refreshToken,
        email,
        permissions: (answer.user.userPermissions ?? []).map(({ code }) => code),
      };
    },
    renew: async (refreshToken) => {
      const { data } = await client.mutation(documentOf(RenewTokenDocument), { refreshToken }).toPromise();
      return data?.tokenRefresh?.token ?? null;
    },
  };
}

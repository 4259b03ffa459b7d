/** What a token says about itself, read without trust: the server alone decides. */

interface Claims {
  permissions: string[] | null;
  email: string | null;
  expiresAt: number | null;
}

export function readClaims(token: string): Claims {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    return {
      permissions: texts(claims["permissions"]),
      email: typeof claims["email"] === "string" ? claims["email"] : null,
      expiresAt: typeof claims["exp"] === "number" ? claims["exp"] * 1000 : null,
    };
  } catch {
    return { permissions: null, email: null, expiresAt: null };
  }
}

function texts(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : null;
}

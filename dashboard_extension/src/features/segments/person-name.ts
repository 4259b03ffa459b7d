/** What a person is called on screen. */
import type { IntlShape } from "react-intl";

interface Named {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export function personName({ firstName, lastName, email }: Named, intl: IntlShape): string {
  const name = `${firstName} ${lastName}`.trim();
  return name || email || intl.formatMessage({ id: "segments.nameless" });
}

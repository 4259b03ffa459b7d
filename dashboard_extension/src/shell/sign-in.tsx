/** The sign-in of pages that were opened outside the Dashboard. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useHost } from "../app-bridge";
import { Button } from "../ui/button";
import { TextField } from "../ui/fields";

export default function SignIn() {
  const intl = useIntl();
  const host = useHost();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!("signIn" in host)) return;
    setIsBusy(true);
    const answer = await host.signIn(email.trim(), password);
    setIsBusy(false);
    setRefusal(answer?.refusal ?? null);
    if (answer !== null) setPassword("");
  };

  return (
    <main className="crm-sign-in">
      <h1>
        <FormattedMessage id="shell.signIn.title" />
      </h1>
      <p>
        <FormattedMessage id="shell.signIn.text" />
      </p>
      <form
        className="crm-stack"
        onSubmit={(event) => {
          void submit(event);
        }}
      >
        <TextField
          label={intl.formatMessage({ id: "shell.signIn.email" })}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
        <TextField
          label={intl.formatMessage({ id: "shell.signIn.password" })}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        {refusal !== null && (
          <p className="crm-field__error" role="alert">
            <FormattedMessage id={`shell.signIn.${refusal}`} />
          </p>
        )}
        <Button type="submit" tone="primary" isBusy={isBusy}>
          <FormattedMessage id="shell.signIn.button" />
        </Button>
      </form>
    </main>
  );
}

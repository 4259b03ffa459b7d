/** How this very page is connected, check by check; nothing of it is asked of the server but that it answers. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { readClaims, useBridge } from "../../app-bridge";
import { Relative } from "../../i18n";
import { Chip, Facts, Section, usePolling } from "../../ui";

/** What the pages ask of the API altogether; without one of them some pages stay closed. */
const NEEDED = ["MANAGE_USERS", "MANAGE_DISCOUNTS", "MANAGE_ORDERS", "MANAGE_PLUGINS"];
const CHECK_TOKEN_MILLISECONDS = 10_000;

export function Connection() {
  const intl = useIntl();
  const { host, status, permissions, userEmail, saleorApiUrl, theme, locale } = useBridge();
  const missing = NEEDED.filter((code) => permissions?.includes(code) !== true);
  return (
    <Section title={intl.formatMessage({ id: "setup.connection" })} text={<FormattedMessage id="setup.connectionText" />}>
      <Facts
        facts={[
          {
            label: <FormattedMessage id="setup.host" />,
            value: <Check isRight remedy="" words={`setup.host.${host}`} />,
          },
          {
            label: <FormattedMessage id="setup.bridge" />,
            value: <Check isRight={status === "ready"} words="setup.bridgeReady" remedy="setup.bridgeRemedy" />,
          },
          { label: <FormattedMessage id="setup.token" />, value: <TokenLife /> },
          {
            label: <FormattedMessage id="setup.permissions" />,
            value: (
              <>
                <Check isRight={missing.length === 0} words="setup.permissionsAll" remedy="setup.permissionsRemedy" />
                {missing.length > 0 && <p>{missing.join(", ")}</p>}
              </>
            ),
          },
          {
            label: <FormattedMessage id="setup.api" />,
            // This section is drawn once the shop has answered.
            value: (
              <>
                <Check isRight words="setup.apiAnswers" remedy="" />
                <p>
                  <code>{saleorApiUrl}</code>
                </p>
              </>
            ),
          },
          { label: <FormattedMessage id="setup.user" />, value: userEmail ?? "–" },
          { label: <FormattedMessage id="setup.look" />, value: `${theme}, ${locale}` },
        ]}
      />
    </Section>
  );
}

/** The Dashboard renews the token in time; one that is over means that it does so no more. */
function TokenLife() {
  const { token } = useBridge();
  const [now, setNow] = useState(Date.now);
  usePolling(
    () => {
      setNow(Date.now());
    },
    CHECK_TOKEN_MILLISECONDS,
    true,
  );
  const expiresAt = token === null ? null : readClaims(token).expiresAt;
  return (
    <>
      <Check isRight={expiresAt === null || expiresAt > now} words="setup.tokenRenewed" remedy="setup.tokenRemedy" />
      {expiresAt !== null && (
        <p>
          <FormattedMessage
            id="setup.tokenUntil"
            values={{ when: <Relative value={new Date(expiresAt).toISOString()} /> }}
          />
        </p>
      )}
    </>
  );
}

interface CheckProps {
  isRight: boolean;
  words: string;
  /** What to do where it is not right. */
  remedy: string;
}

function Check({ isRight, words, remedy }: CheckProps) {
  if (isRight) {
    return (
      <Chip tone="success">
        <FormattedMessage id={words} />
      </Chip>
    );
  }
  return (
    <>
      <Chip tone="critical">
        <FormattedMessage id="setup.lacking" />
      </Chip>
      <p>
        <FormattedMessage id={remedy} />
      </p>
    </>
  );
}

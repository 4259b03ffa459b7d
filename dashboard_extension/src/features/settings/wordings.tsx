/** The words by which the shop asks for consent: the newest of each, what was shown before, and the next version. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { SettingsWordingsDocument, type SettingsWordingsQuery } from "../../api/generated/settings";
import { DateTime } from "../../i18n";
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  QueryView,
  Section,
  Stack,
  useAuthorWords,
  type Column,
} from "../../ui";
import { WordingDialog } from "./wording-dialog";

export type Wording = NonNullable<SettingsWordingsQuery["crmConsentWordingVersions"]>["edges"][number]["node"];

type Shown = { kind: "new" } | { kind: "next" | "versions"; wording: Wording };

export function WordingsSection() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsWordingsDocument, {});
  const [shown, setShown] = useState<Shown | null>(null);
  const versions = query.data?.crmConsentWordingVersions?.edges.map(({ node }) => node) ?? [];
  const columns = useColumns(setShown);
  const close = () => {
    setShown(null);
  };
  const add = (
    <Button
      onClick={() => {
        setShown({ kind: "new" });
      }}
    >
      <FormattedMessage id="settings.wordingNew" />
    </Button>
  );
  return (
    <Section
      title={intl.formatMessage({ id: "settings.wordings" })}
      text={<FormattedMessage id="settings.wordingsText" />}
      {...(versions.length > 0 ? { actions: add } : {})}
    >
      <QueryView query={query}>
        {() => (
          <DataTable
            caption={intl.formatMessage({ id: "settings.wordings" })}
            rows={newestOf(versions)}
            rowKey={({ id }) => id}
            columns={columns}
            empty={
              <EmptyState
                title={intl.formatMessage({ id: "settings.noWordings" })}
                text={<FormattedMessage id="settings.noWordingsText" />}
                action={add}
              />
            }
          />
        )}
      </QueryView>
      {shown !== null && shown.kind !== "versions" && (
        <WordingDialog former={shown.kind === "next" ? shown.wording : null} onClose={close} />
      )}
      {shown?.kind === "versions" && (
        <Versions versions={versions.filter((one) => isSameWording(one, shown.wording))} onClose={close} />
      )}
    </Section>
  );
}

function useColumns(onShow: (shown: Shown) => void): Column<Wording>[] {
  const intl = useIntl();
  const languages = new Intl.DisplayNames([intl.locale], { type: "language" });
  const title = (id: string) => <FormattedMessage id={`settings.${id}`} />;
  return [
    { key: "code", title: title("wordingCode"), render: ({ code }) => code },
    { key: "language", title: title("wordingLanguage"), render: ({ language }) => languages.of(language) ?? language },
    { key: "purpose", title: title("wordingPurpose"), render: ({ purpose }) => title(`purpose.${purpose}`) },
    { key: "text", title: title("wordingWords"), render: ({ text }) => text },
    {
      key: "versions",
      title: title("wordingVersions"),
      render: (wording) => (
        <Stack isRow>
          <Button
            onClick={() => {
              onShow({ kind: "next", wording });
            }}
          >
            {title("wordingNext")}
          </Button>
          <Button
            tone="tertiary"
            onClick={() => {
              onShow({ kind: "versions", wording });
            }}
          >
            <FormattedMessage id="settings.wordingVersionOf" values={{ version: wording.version }} />
          </Button>
        </Stack>
      ),
    },
  ];
}

function Versions({ versions, onClose }: { versions: readonly Wording[]; onClose: () => void }) {
  const intl = useIntl();
  const author = useAuthorWords();
  return (
    <Dialog isOpen size="large" title={intl.formatMessage({ id: "settings.wordingVersions" })} onClose={onClose}>
      <ol className="crm-stack">
        {versions.map((one) => (
          <li key={one.id}>
            <strong>
              <FormattedMessage id="settings.wordingVersionOf" values={{ version: one.version }} />
            </strong>{" "}
            <DateTime value={one.createdAt} /> · {author("user:", one.authorName)}
            <p>{one.text}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function isSameWording(one: Wording, other: Wording): boolean {
  return one.code === other.code && one.language === other.language;
}

/** Versions come newest first. */
function newestOf(versions: readonly Wording[]): Wording[] {
  return versions.filter((one, place) => versions.findIndex((other) => isSameWording(one, other)) === place);
}

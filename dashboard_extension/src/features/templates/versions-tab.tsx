/** Every state that the template was in: what it changed, how it read, and the way back to it. */
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { TemplateRepublishDocument, TemplateVersionsDocument, type TemplateStateFragment } from "../../api/generated/templates";
import { DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  DataTable,
  Dialog,
  EmptyState,
  FormErrors,
  QueryView,
  Section,
  SelectField,
  Stack,
  useAuthorWords,
} from "../../ui";
import { changesBetween } from "./editor/changes";
import type { Kind } from "./editor/draft";
import type { Template } from "./editor/use-editing";
import { Rendered } from "./preview-pane";
import type { Done } from "./template-actions";
import { useWords } from "./words";

interface VersionsTabProps {
  readonly template: Template;
  readonly onDone: (done: Done) => void;
}

const TONES = { DRAFT: "info", PUBLISHED: "success", RETIRED: "neutral" } as const;

export function VersionsTab({ template, onDone }: VersionsTabProps) {
  const { t, word } = useWords();
  const author = useAuthorWords();
  const query = useCrmQuery(TemplateVersionsDocument, { id: template.id });
  const [looked, setLooked] = useState<TemplateStateFragment | null>(null);
  const [wanted, setWanted] = useState<TemplateStateFragment | null>(null);
  const versions = query.data?.crmTemplate?.versions ?? [];
  return (
    <Section title={t("tab.versions")} text={<FormattedMessage id="templates.versions_text" />}>
      <QueryView query={query}>
        {() => (
          <DataTable
            caption={t("tab.versions")}
            rows={versions}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t("no_versions")} />}
            columns={[
              { key: "number", title: t("version"), render: ({ number }) => t("version_number", { number }) },
              {
                key: "status",
                title: t("state"),
                render: ({ status }) => <Chip tone={TONES[status]}>{word("status", status)}</Chip>,
              },
              { key: "when", title: t("when"), render: (row) => <DateTime value={row.publishedAt ?? row.createdAt} /> },
              { key: "author", title: t("who"), render: (row) => author(row.author, row.authorName) },
              {
                key: "changes",
                title: t("changes"),
                render: (row) => <Changes version={row} former={versions[versions.indexOf(row) + 1] ?? null} />,
              },
              {
                key: "actions",
                title: t("actions"),
                render: (row) => (
                  <div className="crm-row">
                    <Button
                      label={t("look_at", { number: row.number })}
                      onClick={() => {
                        setLooked(row);
                      }}
                    >
                      <FormattedMessage id="templates.look" />
                    </Button>
                    {row.status === "RETIRED" && (
                      <Button
                        label={t("bring_back_number", { number: row.number })}
                        onClick={() => {
                          setWanted(row);
                        }}
                      >
                        <FormattedMessage id="templates.bring_back" />
                      </Button>
                    )}
                  </div>
                ),
              },
            ]}
          />
        )}
      </QueryView>
      <Look
        version={looked}
        kind={template.kind}
        onClose={() => {
          setLooked(null);
        }}
      />
      <BringBack
        version={wanted}
        template={template}
        onDone={onDone}
        onClose={() => {
          setWanted(null);
        }}
      />
    </Section>
  );
}

function Changes({ version, former }: { readonly version: TemplateStateFragment; readonly former: TemplateStateFragment | null }) {
  const { t, language, variant } = useWords();
  if (former === null) return t("change.first");
  const { contents, areVariantsChanged } = changesBetween(former, version);
  if (contents.length === 0 && !areVariantsChanged) return t("change.nothing");
  return (
    <ul>
      {contents.map((change) => (
        <li key={`${change.language}/${change.variant}`}>
          {[language(change.language), change.variant && variant(change.variant)].filter(Boolean).join(", ")}:{" "}
          {change.kind === "changed" ? change.parts.map((part) => t(`part.${part}`)).join(", ") : t(`change.${change.kind}`)}
        </li>
      ))}
      {areVariantsChanged && <li>{t("change.variants")}</li>}
    </ul>
  );
}

interface LookProps {
  readonly version: TemplateStateFragment | null;
  readonly kind: Kind;
  readonly onClose: () => void;
}

function Look({ version, kind, onClose }: LookProps) {
  const { t } = useWords();
  return (
    <Dialog
      title={version ? t("version_number", { number: version.number }) : ""}
      isOpen={version !== null}
      onClose={onClose}
      size="large"
    >
      {version && <LookedAt version={version} kind={kind} />}
    </Dialog>
  );
}

function LookedAt({ version: { contents }, kind }: { readonly version: TemplateStateFragment; readonly kind: Kind }) {
  const { t, language, variant } = useWords();
  const [place, setPlace] = useState("0");
  const content = contents[Number(place)];
  if (!content) return <EmptyState title={t("nothing_to_read")} />;
  return (
    <Stack>
      <SelectField
        label={t("content")}
        value={place}
        onChange={setPlace}
        options={contents.map((one, at) => ({ value: String(at), label: `${language(one.language)}, ${variant(one.variant)}` }))}
      />
      <Rendered kind={kind} content={content} reader={null} own={{}} />
      <details>
        <summary>{t("source")}</summary>
        {/* A long source is scrolled by keyboard too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="crm-source__read" tabIndex={0}>
          {content.body}
        </pre>
      </details>
    </Stack>
  );
}

interface BringBackProps extends VersionsTabProps {
  readonly version: TemplateStateFragment | null;
  readonly onClose: () => void;
}

function BringBack({ version, template, onDone, onClose }: BringBackProps) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [republish, { fetching }] = useCrmMutation(TemplateRepublishDocument);
  const former = template.published?.number;
  const close = (): void => {
    setAnswer(null);
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("bring_back_number", { number: version?.number ?? 0 })}
      text={t(template.draft ? "bring_back_over_draft" : "bring_back_text")}
      confirmLabel={t("bring_back")}
      isDangerous={template.draft !== null}
      isOpen={version !== null}
      isBusy={fetching}
      onClose={close}
      onConfirm={async () => {
        if (version === null) return;
        const brought = await republish({ template: template.id, number: version.number });
        setAnswer(brought);
        const number = brought.data?.crmTemplateRepublish?.version?.number;
        if (!brought.ok || number === undefined) return;
        close();
        onDone({
          text: t("published", { number }),
          undo:
            former === undefined
              ? null
              : {
                  label: t("bring_back_number", { number: former }),
                  run: () => void republish({ template: template.id, number: former }),
                },
        });
      }}
    >
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

/** One template: written, looked at, put in force, and how it was before. */
import { useCallback, useState } from "react";
import { FormattedMessage } from "react-intl";
import { useParams, useSearchParams } from "react-router";
import { useCrmMutation, useCrmQuery, type CrmQuery } from "../../api";
import { TemplateDocument, TemplateRestoreDocument, type TemplateQuery } from "../../api/generated/templates";
import { Button, Chip, EmptyState, FormErrors, Page, QueryView, Stack, Tabs, useAuthorWords } from "../../ui";
import { TemplateEditor } from "./editor/template-editor";
import { newestOf, useEditing, type Editing, type Template } from "./editor/use-editing";
import { TEMPLATES } from "./paths";
import { TemplateActions, type Done } from "./template-actions";
import { VersionsTab } from "./versions-tab";
import { useWords } from "./words";

export default function TemplatePage() {
  const { t } = useWords();
  const { id = "" } = useParams();
  const query = useCrmQuery(TemplateDocument, { id }, { keepPrevious: false });
  const template = query.data?.crmTemplate ?? null;
  const breadcrumbs = [{ label: t("title"), to: TEMPLATES }];
  if (template === null || template.archivedAt !== null) {
    return (
      <Page title={template?.name ?? t("one")} breadcrumbs={breadcrumbs}>
        <QueryView query={query}>
          {() => (template === null ? <EmptyState title={t("gone")} /> : <Archived template={template} />)}
        </QueryView>
      </Page>
    );
  }
  return <Written key={template.id} query={query} template={template} />;
}

function Archived({ template: { id } }: { readonly template: Template }) {
  const { t } = useWords();
  const [restore, { fetching }] = useCrmMutation(TemplateRestoreDocument);
  return (
    <EmptyState
      title={t("is_archived")}
      text={t("is_archived_text")}
      action={
        <Button tone="primary" isBusy={fetching} onClick={() => void restore({ template: id })}>
          <FormattedMessage id="templates.restore" />
        </Button>
      }
    />
  );
}

interface WrittenProps {
  readonly query: CrmQuery<TemplateQuery>;
  readonly template: Template;
}

function Written({ query, template }: WrittenProps) {
  const { t } = useWords();
  const [address, setAddress] = useSearchParams();
  const { retry } = query;
  const onConflict = useCallback(() => {
    retry();
  }, [retry]);
  const editing = useEditing(template, onConflict);
  const [done, setDone] = useState<Done | null>(null);
  return (
    <Page
      title={template.name}
      breadcrumbs={[{ label: t("title"), to: TEMPLATES }]}
      subtitle={<Subtitle template={template} />}
      actions={<TemplateActions template={template} editing={editing} onDone={setDone} onReload={retry} />}
    >
      <QueryView query={query}>
        {() => (
          <Stack>
            <SaveState template={template} editing={editing} />
            {done && (
              <DoneBanner
                done={done}
                onClose={() => {
                  setDone(null);
                }}
              />
            )}
            <Tabs
              label={t("one")}
              selected={address.get("tab") ?? "write"}
              onSelect={(tab) => {
                setAddress({ tab }, { replace: true });
              }}
              tabs={[
                {
                  key: "write",
                  label: t("tab.write"),
                  render: () => <TemplateEditor template={template} editing={editing} />,
                },
                {
                  key: "versions",
                  label: t("tab.versions"),
                  render: () => <VersionsTab template={template} onDone={setDone} />,
                },
              ]}
            />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Subtitle({ template: { kind, purpose, code, listCode, published, draft } }: { readonly template: Template }) {
  const { t, word } = useWords();
  return (
    <Stack isRow>
      {published && <Chip tone="success">{t("in_use", { number: published.number })}</Chip>}
      {draft && <Chip tone="info">{t("draft", { number: draft.number })}</Chip>}
      <span>{word("kind", kind)}</span>
      <span>{word("purpose", purpose)}</span>
      {listCode && <span>{t("of_list", { list: listCode })}</span>}
      <code>{code}</code>
    </Stack>
  );
}

/** Whether what is on screen is saved, and what to do where it cannot be. */
function SaveState({ template, editing }: { readonly template: Template; readonly editing: Editing }) {
  const { t } = useWords();
  const { status, refusals } = editing;
  if (status === "conflict") return <Conflict template={template} editing={editing} />;
  return (
    <>
      <div className="crm-row">
        <span role="status">{t(`save.${status}`)}</span>
        {(status === "offline" || status === "refused") && (
          <Button onClick={() => void editing.flush()}>
            <FormattedMessage id="templates.save_now" />
          </Button>
        )}
      </div>
      {refusals.length > 0 && (
        <FormErrors
          answer={{ error: null, problems: refusals.map((message) => ({ field: null, code: "", message })) }}
        />
      )}
    </>
  );
}

function Conflict({ template, editing }: { readonly template: Template; readonly editing: Editing }) {
  const { t } = useWords();
  const author = useAuthorWords();
  const newest = newestOf(template);
  const name = author(newest?.author, newest?.authorName);
  return (
    <div className="crm-banner crm-banner--warning" role="alert">
      <p>{t("conflict", { name })}</p>
      <div className="crm-actions">
        <Button onClick={editing.takeNewer}>
          <FormattedMessage id="ui.conflict.reload" />
        </Button>
        <Button onClick={editing.keepMine}>
          <FormattedMessage id="templates.keep_mine" />
        </Button>
      </div>
    </div>
  );
}

/** What was just done, and the way back. */
function DoneBanner({ done, onClose }: { readonly done: Done; readonly onClose: () => void }) {
  const { t } = useWords();
  const { undo } = done;
  return (
    <div className="crm-banner crm-banner--success" role="status">
      <span>{done.text}</span>
      <div className="crm-actions">
        {undo && (
          <Button
            onClick={() => {
              onClose();
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        )}
        <Button tone="tertiary" label={t("close")} onClick={onClose}>
          <span aria-hidden="true">×</span>
        </Button>
      </div>
    </div>
  );
}

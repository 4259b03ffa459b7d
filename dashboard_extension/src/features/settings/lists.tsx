/** How lists of messages are called where people leave and join them. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import { SettingsListNameDocument, SettingsListsDocument, type SettingsListsQuery } from "../../api/generated/settings";
import { Button, Chip, DataTable, Dialog, EmptyState, QueryView, Section, type Column } from "../../ui";
import { languagesOf, nameFor, namesInput, namesOf } from "./names";
import { NamesFields } from "./names-fields";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

type List = SettingsListsQuery["crmMessageListSettings"][number];

const LONGEST_NAME = 80;

export function ListsSection() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsListsDocument, {});
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <Section title={intl.formatMessage({ id: "settings.lists" })} text={<FormattedMessage id="settings.listsText" />}>
      <QueryView query={query}>
        {(data) => {
          const list = data.crmMessageListSettings.find(({ code }) => code === edited);
          return (
            <>
              <DataTable
                caption={intl.formatMessage({ id: "settings.lists" })}
                rows={data.crmMessageListSettings}
                rowKey={({ code }) => code}
                columns={columns(setEdited)}
                empty={
                  <EmptyState
                    title={intl.formatMessage({ id: "settings.noLists" })}
                    text={<FormattedMessage id="settings.noListsText" />}
                  />
                }
              />
              {list && (
                <ListDialog
                  list={list}
                  languages={languagesOf(data.crmSendingSettings, namesOf(list.names), namesOf(list.packageNames))}
                  reload={query.retry}
                  onClose={() => {
                    setEdited(null);
                  }}
                />
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function columns(onEdit: (code: string) => void): Column<List>[] {
  return [
    { key: "name", title: <FormattedMessage id="settings.listName" />, render: (list) => <ListName list={list} /> },
    { key: "code", title: <FormattedMessage id="settings.listCode" />, render: ({ code }) => <code>{code}</code> },
    {
      key: "state",
      title: <FormattedMessage id="settings.mode" />,
      render: ({ isInUse }) => (
        <Chip tone={isInUse ? "success" : "neutral"}>
          <FormattedMessage id={isInUse ? "settings.listShown" : "settings.listHidden"} />
        </Chip>
      ),
    },
    {
      key: "whose",
      title: <FormattedMessage id="settings.listWhose" />,
      render: ({ names, packageNames }) => <FormattedMessage id={whose(names.length, packageNames.length)} />,
    },
    {
      key: "edit",
      title: <FormattedMessage id="settings.change" />,
      render: (list) => <EditButton list={list} onEdit={onEdit} />,
    },
  ];
}

function whose(own: number, packaged: number): string {
  if (own > 0) return "settings.listOwn";
  return packaged > 0 ? "settings.listPackaged" : "settings.listNameless";
}

function useListName(): (list: List) => string {
  const { locale } = useIntl();
  return ({ code, names, packageNames }) => nameFor(locale, namesOf(names.length > 0 ? names : packageNames), code);
}

function ListName({ list }: { list: List }) {
  return useListName()(list);
}

function EditButton({ list, onEdit }: { list: List; onEdit: (code: string) => void }) {
  const intl = useIntl();
  const name = useListName()(list);
  return (
    <Button
      label={`${intl.formatMessage({ id: "settings.change" })} ${name}`}
      onClick={() => {
        onEdit(list.code);
      }}
    >
      <FormattedMessage id="settings.change" />
    </Button>
  );
}

interface ListDialogProps {
  list: List;
  languages: readonly string[];
  reload: () => void;
  onClose: () => void;
}

function ListDialog({ list, languages, reload, onClose }: ListDialogProps) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: "settings.listNamesOf" }, { list: useListName()(list) });
  const [run, { fetching }] = useCrmMutation(SettingsListNameDocument);
  const draft = useSavedChoices(
    { names: namesOf(list.names) },
    async ({ names }, version) => {
      const answer = await run({ code: list.code, names: namesInput(names), version });
      if (answer.ok) onClose();
      return answer;
    },
    { version: list.version, reload },
  );
  const { names } = draft.values;
  const isPackaged = list.packageNames.length > 0;
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <SavedForm
        draft={draft}
        isSaving={fetching}
        isBlocked={!isPackaged && namesInput(names).length === 0}
        label={title}
        actions={
          isPackaged && (
            <Button
              tone="tertiary"
              disabled={namesInput(names).length === 0}
              onClick={() => {
                draft.change({ names: {} });
              }}
            >
              <FormattedMessage id="settings.listBack" />
            </Button>
          )
        }
      >
        <p>
          <FormattedMessage id={isPackaged ? "settings.listPackagedHelp" : "settings.listHelp"} />
        </p>
        <NamesFields
          languages={languages}
          names={names}
          fallbacks={namesInput(names).length > 0 ? {} : namesOf(list.packageNames)}
          maxLength={LONGEST_NAME}
          onChange={(changed) => {
            draft.change({ names: changed });
          }}
        />
        {draft.errorOf("names") !== undefined && <p className="crm-field__error">{draft.errorOf("names")}</p>}
      </SavedForm>
    </Dialog>
  );
}

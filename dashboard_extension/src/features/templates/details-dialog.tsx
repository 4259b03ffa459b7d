/** What a template is called, what it is for, and which list it belongs to; the latter two stay while it is at work. */
import { useState, type FormEvent } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { TemplateUpdateDocument, TemplateUsesDocument, type TemplateUpdateMutation, type TemplateUsesQuery } from "../../api/generated/templates";
import { Button, ConflictBanner, Dialog, FormErrors, SelectField, Stack, TextField } from "../../ui";
import type { Template } from "./editor/use-editing";
import { ListField } from "./list-field";
import { LONGEST_NAME, PURPOSES } from "./new-template";
import type { Done } from "./template-actions";
import { useWords } from "./words";

const FIELDS = ["name", "purpose", "listCode"];

interface DetailsDialogProps {
  readonly template: Template;
  readonly onDone: (done: Done) => void;
  /** Asks for the template anew. */
  readonly onReload: () => void;
  readonly onClose: () => void;
}

export function DetailsDialog(props: DetailsDialogProps) {
  const { t } = useWords();
  const { template, onReload, onClose } = props;
  const [read, setRead] = useState(template.version);
  const [isTaking, setIsTaking] = useState(false);
  if (isTaking && template.version > read) {
    setIsTaking(false);
    setRead(template.version);
  }
  return (
    <Dialog isOpen title={t("details_title")} onClose={onClose}>
      <DetailsForm
        // What was read anew begins anew; until then what was written stays.
        key={read}
        {...props}
        onTakeNewer={() => {
          setIsTaking(true);
          onReload();
        }}
      />
    </Dialog>
  );
}

function DetailsForm({ template, onDone, onClose, onTakeNewer }: DetailsDialogProps & { readonly onTakeNewer: () => void }) {
  const { t, word } = useWords();
  const uses = useCrmQuery(TemplateUsesDocument, { id: template.id }).data?.crmTemplateUses ?? [];
  const [update, { fetching }] = useCrmMutation(TemplateUpdateDocument);
  const [base] = useState(template);
  const [details, setDetails] = useState(() => detailsOf(template));
  const [answer, setAnswer] = useState<MutationAnswer<TemplateUpdateMutation> | null>(null);
  const isOutdated = answer?.problems.some(({ code }) => code === "CHANGED_MEANWHILE") === true;
  const isChanged = JSON.stringify(details) !== JSON.stringify(detailsOf(base));
  const field = (name: keyof typeof details) => ({
    value: details[name],
    error: answer?.fieldErrors[name],
    onChange: (value: string) => {
      setDetails((before) => ({ ...before, [name]: value }));
    },
  });

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const given = await update({ template: base.id, input: details, version: base.version });
    setAnswer(given);
    const version = given.data?.crmTemplateUpdate?.template?.version;
    if (!given.ok || version === undefined) return;
    onClose();
    onDone({
      text: t("details_saved"),
      undo: { label: t("undo"), run: () => void update({ template: base.id, input: detailsOf(base), version }) },
    });
  };

  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        {isOutdated ? (
          <ConflictBanner changedBy={null} changedAt={null} onReload={onTakeNewer} />
        ) : (
          <FormErrors answer={answer} shown={FIELDS} />
        )}
        <TextField {...field("name")} label={t("name")} help={t("name_help")} maxLength={LONGEST_NAME} isRequired />
        {uses.length > 0 && <Uses uses={uses} />}
        <SelectField
          {...field("purpose")}
          label={t("purpose")}
          help={t("purpose_help")}
          isDisabled={uses.length > 0}
          options={[...new Set([base.purpose, ...PURPOSES])].map((purpose) => ({ value: purpose, label: word("purpose", purpose) }))}
        />
        {(details.purpose === "marketing" || details.listCode !== "") && (
          <ListField {...field("listCode")} isDisabled={uses.length > 0} />
        )}
        <Stack isRow>
          <Button onClick={onClose}>
            <FormattedMessage id="ui.cancel" />
          </Button>
          <Button
            type="submit"
            tone="primary"
            isBusy={fetching}
            disabled={!isChanged || isOutdated || details.name.trim() === ""}
          >
            <FormattedMessage id="templates.details_save" />
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}

function Uses({ uses }: { readonly uses: TemplateUsesQuery["crmTemplateUses"] }) {
  const { t, word } = useWords();
  return (
    <div className="crm-banner crm-banner--info">
      <div>
        <p>{t("details_at_work")}</p>
        <ul>
          {uses.map(({ kind, name }) => (
            <li key={`${kind} ${name}`}>
              {word("use", kind)}: {name}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function detailsOf({ name, purpose, listCode }: Template) {
  return { name, purpose, listCode };
}

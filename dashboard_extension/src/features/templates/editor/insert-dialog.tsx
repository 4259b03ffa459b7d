/** Finds a variable or a block and puts it where the cursor was. */
import { useMemo, useState } from "react";
import { useCrmQuery } from "../../../api";
import { TemplateToolsDocument } from "../../../api/generated/templates";
import { Dialog, QueryView, TextField } from "../../../ui";
import { useWords } from "../words";
import { BLOCKS, snippetsOf, type Snippet } from "./snippets";

interface InsertDialogProps {
  readonly isOpen: boolean;
  /** Blocks stand in bodies only. */
  readonly withBlocks: boolean;
  readonly onInsert: (source: string) => void;
  readonly onClose: () => void;
}

export function InsertDialog({ isOpen, onClose, ...props }: InsertDialogProps) {
  const { t } = useWords();
  return (
    <Dialog title={t("insert.title")} isOpen={isOpen} onClose={onClose}>
      <Choices {...props} />
    </Dialog>
  );
}

function Choices({ withBlocks, onInsert }: Pick<InsertDialogProps, "withBlocks" | "onInsert">) {
  const { t } = useWords();
  const [wish, setWish] = useState("");
  const query = useCrmQuery(TemplateToolsDocument, {});
  const variables = useMemo(() => snippetsOf(query.data?.crmTemplateVariables ?? {}), [query.data]);
  const fits = ({ name }: Snippet): boolean => name.includes(wish.trim().toLowerCase());
  return (
    <>
      <TextField type="search" label={t("insert.search")} value={wish} onChange={setWish} />
      {withBlocks && (
        <Group
          title={t("insert.blocks")}
          snippets={BLOCKS.filter(fits)}
          detailOf={({ name }) => t(`block.${name}`)}
          onInsert={onInsert}
        />
      )}
      <QueryView query={query}>
        {() => (
          <Group
            title={t("insert.variables")}
            snippets={variables.filter(fits)}
            detailOf={({ example }) => (example === "" ? t("insert.list") : example)}
            onInsert={onInsert}
          />
        )}
      </QueryView>
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly snippets: readonly Snippet[];
  readonly detailOf: (snippet: Snippet) => string;
  readonly onInsert: (source: string) => void;
}

function Group({ title, snippets, detailOf, onInsert }: GroupProps) {
  if (snippets.length === 0) return null;
  return (
    <section className="crm-stack" aria-label={title}>
      <h3>{title}</h3>
      <ul className="crm-snippets">
        {snippets.map((snippet) => (
          <li key={snippet.name}>
            <button
              type="button"
              className="crm-snippets__one"
              onClick={() => {
                onInsert(snippet.source);
              }}
            >
              <code>{snippet.name}</code>
              <span>{detailOf(snippet)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a template is written: its sources, what is wrong with them, and how they will be read. */
import { useEffect, useRef, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Button, Section, Stack } from "../../../ui";
import { PreviewPane } from "../preview-pane";
import { useWords } from "../words";
import { AddLanguageDialog, AddVariantDialog } from "./add-dialogs";
import { ContentEditor, MissingContent, type Handles } from "./content-editor";
import { ContentsTable } from "./contents-table";
import {
  contentAt,
  languagesOf,
  STANDARD,
  variantCodesOf,
  withContent,
  withoutContent,
  withoutVariant,
  withVariant,
  withVariantEarlier,
  type Part,
  type Place,
} from "./draft";
import { readFrom } from "./fall-back";
import { FaultList } from "./fault-list";
import { faultsAt, type FaultPlace } from "./faults";
import { InsertDialog } from "./insert-dialog";
import type { Editing, Template } from "./use-editing";
import { newCondition, VariantsSection } from "./variants-section";
import "../templates.css";

interface TemplateEditorProps {
  readonly template: Template;
  readonly editing: Editing;
}

type Open = "language" | "variant" | "insert" | null;

export function TemplateEditor({ template: { kind, defaultLanguage }, editing }: TemplateEditorProps) {
  const { draft, change, changeUndoably, faults } = editing;
  const words = useWords();
  const [chosen, setChosen] = useState<Place>({ language: defaultLanguage, variant: STANDARD });
  const [open, setOpen] = useState<Open>(null);
  const handles: Handles = useRef({});
  const focused = useRef<Part>("body");
  // Where a fault is that stands in a content which is not on screen yet.
  const goal = useRef<{ part: Part; line: number | null } | null>(null);

  const isKnown = variantCodesOf(draft).includes(chosen.variant);
  const place = isKnown ? chosen : { ...chosen, variant: STANDARD };
  const content = contentAt(draft, place);
  const instead = readFrom(draft, place, defaultLanguage);
  const shown = content ?? (instead && contentAt(draft, instead));

  const goTo = ({ part, ...where }: FaultPlace, line: number | null): void => {
    setChosen(where);
    const isOnScreen = where.language === place.language && where.variant === place.variant;
    if (part === null) return;
    if (isOnScreen) handles.current[part]?.goTo(line);
    else goal.current = { part, line };
  };
  useEffect(() => {
    if (goal.current === null) return;
    const { part, line } = goal.current;
    goal.current = null;
    handles.current[part]?.goTo(line);
  });
  const close = (): void => {
    setOpen(null);
  };
  const nameOf = ({ language, variant }: Place): string => `${words.variant(variant)}, ${words.language(language)}`;
  return (
    <Stack>
      <UndoBanner editing={editing} />
      <Section title={words.t("contents")} text={<FormattedMessage id="templates.contents_text" />}>
        <ContentsTable
          draft={draft}
          defaultLanguage={defaultLanguage}
          faults={faults}
          selected={place}
          onSelect={setChosen}
          onAddLanguage={() => {
            setOpen("language");
          }}
          onAddVariant={() => {
            setOpen("variant");
          }}
        />
      </Section>
      <VariantsSection
        variants={draft.variants}
        onChange={(variant) => {
          change((one) => withVariant(one, variant));
        }}
        onEarlier={(code) => {
          change((one) => withVariantEarlier(one, code));
        }}
        onRemove={(code) => {
          changeUndoably(words.t("removed", { what: code }), (one) => withoutVariant(one, code));
        }}
      />
      <div className="crm-template">
        <Section title={nameOf(place)}>
          {content ? (
            <ContentEditor
              key={nameOf(place)}
              kind={kind}
              content={content}
              faults={faultsAt(faults, place)}
              handles={handles}
              onChange={(changed) => {
                change((one) => withContent(one, changed));
              }}
              onFocus={(part) => {
                focused.current = part;
              }}
              onInsert={() => {
                setOpen("insert");
              }}
              onRemove={
                place.variant === STANDARD && place.language === defaultLanguage
                  ? null
                  : () => {
                      changeUndoably(words.t("removed", { what: nameOf(place) }), (one) => withoutContent(one, place));
                    }
              }
            />
          ) : (
            <MissingContent
              draft={draft}
              place={place}
              defaultLanguage={defaultLanguage}
              onWrite={(written) => {
                change((one) => withContent(one, written));
              }}
            />
          )}
        </Section>
        <Stack>
          <FaultList faults={faults} isCurrent={editing.status === "saved"} onGo={goTo} />
          {shown && <PreviewPane kind={kind} content={shown} />}
        </Stack>
      </div>
      <AddLanguageDialog
        isOpen={open === "language"}
        taken={languagesOf(draft, defaultLanguage)}
        onClose={close}
        onAdd={(language) => {
          const added = { language, variant: STANDARD };
          const from = readFrom(draft, added, defaultLanguage);
          const model = from && contentAt(draft, from);
          if (model) change((one) => withContent(one, { ...model, ...added }));
          setChosen(added);
          close();
        }}
      />
      <AddVariantDialog
        isOpen={open === "variant"}
        taken={variantCodesOf(draft)}
        onClose={close}
        onAdd={(code) => {
          const model = contentAt(draft, { language: defaultLanguage, variant: STANDARD });
          change((one) => {
            const told = withVariant(one, { code, conditions: [newCondition()] });
            return model ? withContent(told, { ...model, variant: code }) : told;
          });
          setChosen({ language: defaultLanguage, variant: code });
          close();
        }}
      />
      <InsertDialog
        isOpen={open === "insert"}
        withBlocks={focused.current === "body" && kind === "EMAIL"}
        onClose={close}
        onInsert={(source) => {
          close();
          // When the dialog is gone: it gives the focus back to its button first.
          setTimeout(() => handles.current[focused.current]?.insert(source));
        }}
      />
    </Stack>
  );
}

function UndoBanner({ editing: { undoable, undo } }: { readonly editing: Editing }) {
  if (undoable === null) return null;
  return (
    <div className="crm-banner" role="status">
      <span>{undoable.text}</span>
      <Button onClick={undo}>
        <FormattedMessage id="templates.undo" />
      </Button>
    </div>
  );
}

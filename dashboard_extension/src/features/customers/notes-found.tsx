/** What notes about a person say, found by the shop among all of them, however old. */
import { rowNumber } from "../../api";
import { NotesFoundDocument } from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import { useAuthorWords } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { markedParts } from "./marked-parts";
import { useT } from "./words";

const PAGE_SIZE = 10;
/** The shop takes no longer ones. */
export const LONGEST_SEARCH = 120;

interface Props {
  readonly profileId: string;
  readonly term: string;
}

export function NotesFound({ profileId, term }: Props) {
  const t = useT();
  const author = useAuthorWords();
  return (
    <section className="crm-stack" aria-label={t("notes_found")}>
      <h3>{t("notes_found")}</h3>
      <PagedList
        key={`${profileId} ${term}`}
        document={NotesFoundDocument}
        variables={{ profile: profileId, search: term, first: PAGE_SIZE }}
        connectionOf={(data) => data.crmNotes}
        label={t("notes_label")}
        empty={<p className="crm-customers__aside">{t("notes_found_none")}</p>}
      >
        {(notes) => (
          <ul className="crm-customers__list">
            {notes.map((note) => (
              <li key={note.id} className="crm-customers__item">
                <p className="crm-customers__words">
                  <Marked text={note.text} term={term} />
                </p>
                <span className="crm-customers__aside">
                  {author(`user:${String(rowNumber(note.authorId))}`, note.authorName)} · <DateTime value={note.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}

function Marked({ text, term }: { readonly text: string; readonly term: string }) {
  return (
    <>
      {markedParts(text, term).map(({ words, isMarked }, place) =>
        isMarked ? <mark key={place}>{words}</mark> : words,
      )}
    </>
  );
}

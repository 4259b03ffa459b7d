/** Find the other profile of the same person, and compare the two. */
import { useState } from "react";
import { Button, TextField, useDebounced } from "../../ui";
import { MergeDialog } from "./merge-dialog";
import { nameOf } from "./people";
import { PeopleFound } from "./people-found";
import { useT } from "./words";

export function MergeWith({ profileId }: { readonly profileId: string }) {
  const t = useT();
  const [term, setTerm] = useState("");
  const search = useDebounced(term.trim(), 300);
  const [other, setOther] = useState<string | null>(null);
  const close = () => {
    setOther(null);
  };
  return (
    <>
      <TextField
        type="search"
        label={t("merge_search")}
        help={t("search_help")}
        value={term}
        onChange={setTerm}
      />
      {search === "" ? null : (
        <PeopleFound
          search={search}
          besides={profileId}
          actionOf={(person) => (
            <Button
              label={t("compare_with", { name: nameOf(person) || t("nameless") })}
              onClick={() => {
                setOther(person.id);
              }}
            >
              {t("compare")}
            </Button>
          )}
        />
      )}
      {other === null ? null : (
        <MergeDialog one={profileId} other={other} onClose={close} onMerged={close} />
      )}
    </>
  );
}

/** Find the other profile of the same person, and compare the two. */
import { useState } from "react";
import { PersonSearch } from "../../ui/person-search";
import { MergeDialog } from "./merge-dialog";
import { useT } from "./words";

export function MergeWith({ profileId }: { readonly profileId: string }) {
  const t = useT();
  const [other, setOther] = useState<string | null>(null);
  const close = () => {
    setOther(null);
  };
  return (
    <>
      <PersonSearch
        label={t("merge_search")}
        besides={profileId}
        onChoose={({ id }) => {
          setOther(id);
        }}
      />
      {other === null ? null : (
        <MergeDialog one={profileId} other={other} onClose={close} onMerged={close} />
      )}
    </>
  );
}

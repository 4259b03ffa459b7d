/** The tags of a person, to be given and taken. */
import type { FormEvent } from "react";
import { useState } from "react";

import { TagsUpdateDocument } from "../../api/generated/customers";
import { Button, Chip, TextField } from "../../ui";
import { useAction } from "./use-action";
import { useT } from "./words";

interface Props {
  readonly profileId: string;
  readonly tags: readonly string[];
}

export function Tags({ profileId, tags }: Props) {
  const t = useT();
  const [added, setAdded] = useState("");
  const update = useAction(TagsUpdateDocument, () => {
    setAdded("");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tag = added.trim();
    if (tag !== "") void update.act({ id: profileId, add: [tag] });
  };

  return (
    <form onSubmit={submit} className="crm-row">
      <span className="crm-customers__aside">
        {t("tags")}
      </span>
      {tags.map((tag) => (
        <Chip
          key={tag}
          onRemove={{
            label: t("tag_remove", { tag }),
            run: () => void update.act({ id: profileId, remove: [tag] }),
          }}
        >
          {tag}
        </Chip>
      ))}
      <TextField hideLabel label={t("tag_new")} placeholder={t("tag_new")} value={added} onChange={setAdded} error={update.answer?.problems[0]?.message ?? update.answer?.error?.message} />
      <Button type="submit" tone="secondary" disabled={update.isBusy || added.trim() === ""}>
        {t("tag_add")}
      </Button>
    </form>
  );
}

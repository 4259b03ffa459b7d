/** Choose the kind of step to add. */
import { useState } from "react";
import { Button, Dialog, TextField } from "../../../ui";
import { useKinds } from "../kinds";
import { useWords } from "../words";

interface AddDialogProps {
  readonly onAdd: (kind: string) => void;
  readonly onClose: () => void;
}

export function AddDialog({ onAdd, onClose }: AddDialogProps) {
  const { options } = useKinds();
  const { say } = useWords();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const found = options("step").filter((one) => one.label.toLocaleLowerCase().includes(wanted));
  return (
    <Dialog title={say("journeys.addStep")} isOpen onClose={onClose}>
      <TextField label={say("journeys.searchKinds")} value={search} onChange={setSearch} type="search" />
      <ul className="crm-journeys-kinds">
        {found.map((one) => (
          <li key={one.value}>
            <Button
              onClick={() => {
                onAdd(one.value);
              }}
            >
              {one.label}
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p role="status">{say("journeys.noKinds")}</p>}
    </Dialog>
  );
}

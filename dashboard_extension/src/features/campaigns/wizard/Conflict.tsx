/** Somebody else has changed the campaign meanwhile: nothing is overwritten without a word. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useNavigate } from "react-router";

import { useCrmQuery } from "../../../api";
import { CampaignDocument } from "../../../api/generated/campaigns";
import { ConflictBanner } from "../../../ui";
import { authorOf } from "../words";
import { useSend, type Wizard } from "./useWizard";

interface Props {
  readonly wizard: Wizard;
  readonly reload: () => void;
}

export function Conflict({ wizard, reload }: Props) {
  const intl = useIntl();
  const navigate = useNavigate();
  const send = useSend();
  const [fault, setFault] = useState("");
  const { draft, state, forget } = wizard;
  const { data } = useCrmQuery(CampaignDocument, { id: state.saved?.id ?? "" });
  const theirs = data?.crmCampaign;
  const keepMine = async () => {
    const name = intl.formatMessage({ id: "campaigns.copy_of" }, { name: draft.name });
    const sent = await send({ ...draft, name }, null);
    if (sent.kind === "saved") {
      forget();
      void navigate(`/campaigns/${encodeURIComponent(sent.saved.id)}/edit`);
      return;
    }
    const refusals = sent.kind === "refused" ? Object.values(sent.fieldErrors) : [];
    setFault(refusals.join(" ") || intl.formatMessage({ id: "campaigns.save.offline" }));
  };
  return (
    <>
      <ConflictBanner
        changedBy={theirs ? authorOf(intl, theirs.changedBy) : null}
        changedAt={theirs?.changedAt ?? null}
        onReload={() => {
          forget();
          reload();
        }}
        onKeepCopy={() => void keepMine()}
      />
      {fault && <p role="alert">{fault}</p>}
    </>
  );
}

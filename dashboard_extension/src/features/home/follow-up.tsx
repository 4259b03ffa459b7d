/** One thing to do for a person, which leads to them and is crossed off here. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import { HomeFollowUpDoneDocument, type HomeFollowUpsQuery } from "../../api/generated/home";
import { Relative } from "../../i18n";
import { Button, LinkButton } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { FormErrors } from "../../ui/form-errors";
import "./home.css";

type Shown = NonNullable<HomeFollowUpsQuery["crmMyFollowUps"]>["edges"][number]["node"];

export function FollowUp({ followUp }: { readonly followUp: Shown }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(HomeFollowUpDoneDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const { id, profileId, personName, text, dueAt } = followUp;
  const name = personName || intl.formatMessage({ id: "home.nameless" });
  return (
    <li className="crm-stack">
      <FormErrors answer={answer} />
      <div>
        <strong>{name}</strong> <Due at={dueAt} />
        <p className="crm-home__words">{text}</p>
      </div>
      <div className="crm-row">
        <LinkButton
          to={`/customers/${encodeURIComponent(profileId)}`}
          label={intl.formatMessage({ id: "home.open_of" }, { name })}
        >
          <FormattedMessage id="home.open" />
        </LinkButton>
        <Button
          isBusy={fetching}
          label={intl.formatMessage({ id: "home.done_of" }, { name })}
          onClick={() => {
            void run({ id }).then(setAnswer);
          }}
        >
          <FormattedMessage id="home.done" />
        </Button>
      </div>
    </li>
  );
}

function Due({ at }: { readonly at: string | null }) {
  const isLate = at !== null && Date.parse(at) < Date.now();
  return (
    <Chip tone={isLate ? "warning" : "neutral"}>
      <FormattedMessage id={isLate ? "home.late" : "home.due"} values={{ when: <Relative value={at} /> }} />
    </Chip>
  );
}

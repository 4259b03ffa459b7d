/** Give a member points or take some: who, how many, and why. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  LoyaltyPersonDocument,
  LoyaltyPointsAdjustDocument,
  LoyaltyRequestCreateDocument,
  type LoyaltyPersonQuery,
} from "../../api/generated/loyalty";
import { Count } from "../../i18n";
import { Button, Facts, FormErrors, NumberField, QueryView, SelectField, Stack, TextArea, useToast } from "../../ui";
import { PersonSearch, useNameOf, type Person } from "../../ui/person-search";

export function AdjustForm() {
  const intl = useIntl();
  const [chosen, setChosen] = useState<Person | null>(null);
  if (chosen === null) {
    return <PersonSearch label={intl.formatMessage({ id: "loyalty.findMember" })} onChoose={setChosen} />;
  }
  return (
    <PointsForm
      key={chosen.id}
      person={chosen}
      onDone={() => {
        setChosen(null);
      }}
    />
  );
}

function PointsForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const query = useCrmQuery(LoyaltyPersonDocument, { profile: person.id });
  const name = useNameOf()(person);
  return (
    <Stack>
      <Stack isRow>
        <span>
          <strong>{name}</strong> {name !== person.email && person.email}
        </span>
        <Button onClick={onDone}>
          <FormattedMessage id="loyalty.chooseAnother" />
        </Button>
      </Stack>
      <QueryView query={query}>{(data) => <Correction person={person} data={data} onDone={onDone} />}</QueryView>
    </Stack>
  );
}

interface CorrectionProps {
  person: Person;
  data: LoyaltyPersonQuery;
  onDone: () => void;
}

interface Draft {
  program: string;
  points: number | null;
  reason: string;
}

/** What is sent, and what the shop said to it. */
function useCorrection(person: Person, draft: Draft, onDone: () => void) {
  const intl = useIntl();
  const notify = useToast();
  // The same key again changes nothing a second time, whatever became of the first answer.
  const [key] = useState(() => crypto.randomUUID());
  const [adjust, adjusting] = useCrmMutation(LoyaltyPointsAdjustDocument);
  const [ask, asking] = useCrmMutation(LoyaltyRequestCreateDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const send = async (run: typeof adjust | typeof ask, done: string) => {
    const { program, points, reason } = draft;
    if (points === null) return;
    const given = await run({ program, profile: person.id, points, reason, key });
    setAnswer(given);
    if (!given.ok) return;
    notify({ status: "success", title: intl.formatMessage({ id: done }) });
    onDone();
  };
  const needsSecond = answer?.problems.some(({ code }) => code === "NEEDS_SECOND_PERSON") === true;
  return {
    answer,
    errors: needsSecond ? {} : (answer?.fieldErrors ?? {}),
    adjust: () => void send(adjust, "loyalty.adjusted"),
    ask: () => void send(ask, "loyalty.asked"),
    isBusy: adjusting.fetching || asking.fetching,
    needsSecond,
  };
}

function Correction({ person, data, onDone }: CorrectionProps) {
  const [draft, setDraft] = useState<Draft>({ program: data.crmPrograms[0]?.id ?? "", points: null, reason: "" });
  const correction = useCorrection(person, draft, onDone);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        correction.adjust();
      }}
    >
      <Stack>
        <CorrectionFields draft={draft} data={data} correction={correction} onChange={setDraft} />
        {correction.needsSecond ? (
          <Stack isRow>
            <p role="alert">
              <FormattedMessage id="loyalty.needsSecond" />
            </p>
            <Button tone="primary" isBusy={correction.isBusy} onClick={correction.ask}>
              <FormattedMessage id="loyalty.askSecond" />
            </Button>
          </Stack>
        ) : (
          <>
            <FormErrors answer={correction.answer} shown={["points", "reason"]} />
            <Stack isRow>
              <Button type="submit" tone="primary" isBusy={correction.isBusy} disabled={!draft.points || draft.reason.trim() === ""}>
                <FormattedMessage id="loyalty.adjust" />
              </Button>
            </Stack>
          </>
        )}
      </Stack>
    </form>
  );
}

interface FieldsProps {
  draft: Draft;
  data: LoyaltyPersonQuery;
  correction: ReturnType<typeof useCorrection>;
  onChange: (draft: Draft) => void;
}

function CorrectionFields({ draft, data, correction, onChange }: FieldsProps) {
  const intl = useIntl();
  const account = data.crmProfile?.loyaltyAccounts.find((each) => each.program.id === draft.program);
  const { errors } = correction;
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "loyalty.program" })}
        value={draft.program}
        options={data.crmPrograms.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(program) => {
          onChange({ ...draft, program });
        }}
      />
      <Facts
        facts={[
          { label: <FormattedMessage id="loyalty.balance" />, value: <Count value={account?.balance ?? 0} /> },
          { label: <FormattedMessage id="loyalty.pending" />, value: <Count value={account?.pending ?? 0} /> },
        ]}
      />
      <NumberField
        label={intl.formatMessage({ id: "loyalty.points" })}
        help={<FormattedMessage id="loyalty.pointsHelp" />}
        value={draft.points}
        isRequired
        error={errors["points"]}
        onChange={(points) => {
          onChange({ ...draft, points });
        }}
      />
      <TextArea
        label={intl.formatMessage({ id: "loyalty.reason" })}
        help={<FormattedMessage id="loyalty.reasonHelp" />}
        value={draft.reason}
        isRequired
        error={errors["reason"]}
        onChange={(reason) => {
          onChange({ ...draft, reason });
        }}
      />
    </>
  );
}

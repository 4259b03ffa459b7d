/** Finds one person among all whom the shop knows, by the beginning of a name, an e-mail address or a phone number. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../api";
import { PeopleDocument, type PeopleQuery } from "../api/generated/people";
import { Combobox } from "./combobox";
import type { FieldProps } from "./field";
import { useDebounced } from "./hooks";
import { QueryView } from "./states";

export type Person = NonNullable<PeopleQuery["crmProfiles"]>["edges"][number]["node"];

export interface PersonSearchProps extends Omit<FieldProps, "isRequired"> {
  onChoose: (person: Person) => void;
  /** Whoever is not to be found: the person whom it is about. */
  besides?: string;
}

const REST_MILLISECONDS = 300;

export function PersonSearch({ onChoose, besides, help, ...field }: PersonSearchProps) {
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const term = text.trim();
  const search = useDebounced(term, REST_MILLISECONDS);
  const query = useCrmQuery(PeopleDocument, { search }, { pause: search === "" });
  const found = query.data?.crmProfiles;
  const people = (found?.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== besides);
  const isBusy = query.fetching || search !== term;
  const isUnanswered = found == null && query.error !== null;
  return (
    <>
      <Combobox
        {...field}
        help={help ?? <FormattedMessage id="ui.person.help" />}
        text={text}
        onText={setText}
        isOpen={isOpen && term !== "" && !isUnanswered}
        onOpen={setIsOpen}
        isBusy={isBusy}
        offers={people.map((person) => ({ value: person.id, content: <PersonOffer person={person} /> }))}
        note={<Note isBusy={isBusy} count={people.length} areMore={found?.pageInfo.hasNextPage === true} />}
        onChoose={(id) => {
          const chosen = people.find((person) => person.id === id);
          setText("");
          if (chosen) onChoose(chosen);
        }}
      />
      {query.error !== null && term !== "" && <QueryView query={query}>{() => null}</QueryView>}
    </>
  );
}

function PersonOffer({ person }: { person: Person }) {
  const name = useNameOf()(person);
  return (
    <>
      <strong>{name}</strong> {name !== person.email && <span>{person.email}</span>}
    </>
  );
}

function Note({ isBusy, count, areMore }: { isBusy: boolean; count: number; areMore: boolean }) {
  if (count === 0) return <FormattedMessage id={isBusy ? "ui.person.looking" : "ui.person.nobody"} />;
  return <FormattedMessage id={areMore ? "ui.person.more" : "ui.person.found"} values={{ count }} />;
}

/** Returns a function that says what a person is called: by name, else by the address. */
export function useNameOf(): (person: Pick<Person, "firstName" | "lastName" | "email">) => string {
  const intl = useIntl();
  return ({ firstName, lastName, email }) =>
    `${firstName} ${lastName}`.trim() || email || intl.formatMessage({ id: "ui.person.nameless" });
}

/** The first few people whom a search finds, each with what can be done. */
import type { ReactNode } from "react";
import { useCrmQuery } from "../../api";
import type { PersonNameFragment } from "../../api/generated/customers";
import { CustomerListDocument } from "../../api/generated/customers";
import { QueryView } from "../../ui";
import { nameOf } from "./people";
import { useT, useWord } from "./words";

const MOST_FOUND = 10;

interface Props {
  readonly search: string;
  /** A profile that is not to be found. */
  readonly besides?: string;
  readonly actionOf: (person: PersonNameFragment) => ReactNode;
}

export function PeopleFound({ search, besides, actionOf }: Props) {
  const t = useT();
  const word = useWord();
  const query = useCrmQuery(CustomerListDocument, { search, first: MOST_FOUND, after: null });
  return (
    <QueryView query={query}>
      {({ crmProfiles }) => {
        const people = (crmProfiles?.edges ?? [])
          .map(({ node }) => node)
          .filter((one) => one.id !== besides && !one.erasedAt && !one.mergedInto);
        if (people.length === 0) return <p role="status">{t("found_nobody")}</p>;
        return (
          <ul className="crm-customers__list">
            {people.map((person) => (
              <li key={person.id} className="crm-row">
                <span className="crm-customers__main">
                  {nameOf(person) || t("nameless")} · {person.email} · {word(person.kind, "kind")}
                </span>
                {actionOf(person)}
              </li>
            ))}
          </ul>
        );
      }}
    </QueryView>
  );
}

/** The segments that a person is in, and since when. */

import { useCrmQuery } from "../../api";
import { CustomerSegmentsDocument } from "../../api/generated/customers";
import { Day } from "../../i18n";
import { LinkButton, QueryView, Section } from "../../ui";
import { useT } from "./words";

export function SegmentsOfPerson({ profileId }: { readonly profileId: string }) {
  const t = useT();
  const query = useCrmQuery(CustomerSegmentsDocument, { id: profileId });
  return (
    <Section title={t("segments")}>
      <QueryView query={query}>
        {({ crmProfileSegments: rows }) =>
          rows.length === 0 ? (
            <span>{t("segments_none")}</span>
          ) : (
            <ul className="crm-customers__list">
              {rows.map(({ segment, joinedAt }) => (
                <li key={segment.id}>
                  <LinkButton to={`/segments/${encodeURIComponent(segment.id)}`}>
                    {segment.name}
                  </LinkButton>{" "}
                  <span className="crm-customers__aside">
                    {t("since")} <Day value={joinedAt} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Section>
  );
}

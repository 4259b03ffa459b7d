/** Every movement of a member's points, each with its reason. */

import { CustomerPointsDocument } from "../../api/generated/customers";
import { Count, DateTime } from "../../i18n";
import { useAuthorWords } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { useT, useWord } from "./words";

const PAGE_SIZE = 30;

interface Props {
  readonly profileId: string;
  readonly programId: string;
  readonly unit: string;
}

export function PointsHistory({ profileId, programId, unit }: Props) {
  const t = useT();
  const author = useAuthorWords();
  const word = useWord();
  return (
    <section aria-label={t("points_history")}>
      <h3>
        {t("points_history")}
      </h3>
      <PagedList
        document={CustomerPointsDocument}
        variables={{ id: profileId, first: PAGE_SIZE }}
        connectionOf={(data) =>
          data.crmProfile?.loyaltyAccounts.find(({ program }) => program.id === programId)?.history
        }
        label={t("points_history_label")}
        empty={<span className="crm-customers__aside">{t("points_history_empty")}</span>}
      >
        {(movements) => (
          <ol className="crm-customers__list">
            {movements.map((one) => (
              <li key={one.id} className="crm-customers__item crm-customers__entry">
                <span className="crm-customers__main">
                  {word(one.kind, "movement")}
                  {one.author ? (
                    <span className="crm-customers__aside">
                      {" "}
                      {one.reason} · {author(one.author, one.authorName)}
                    </span>
                  ) : null}
                </span>
                <strong>
                  <Count value={one.points} /> {unit}
                </strong>
                <span className="crm-customers__aside">
                  <DateTime value={one.occurredAt} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </PagedList>
    </section>
  );
}

/** What the member of staff has still to do for people, soonest due first. */
import { useState } from "react";
import { Link } from "react-router";
import type { MyFollowUpsQuery } from "../../api/generated/customers";
import { FollowUpCompleteDocument, MyFollowUpsDocument } from "../../api/generated/customers";
import { DateTime, Relative } from "../../i18n";
import { Button, DataTable, EmptyState, FormErrors, Page } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { useAction } from "./use-action";
import { useT } from "./words";

const PAGE_SIZE = 50;

type FollowUps = NonNullable<MyFollowUpsQuery["crmMyFollowUps"]>;
type FollowUp = FollowUps["edges"][number]["node"];

export default function FollowUpsPage() {
  const t = useT();
  const [revision, setRevision] = useState(0);
  const complete = useAction(FollowUpCompleteDocument, () => {
    setRevision((before) => before + 1);
  });
  return (
    <Page title={t("my_follow_ups")} breadcrumbs={[{ label: t("title"), to: "/customers" }]}>
      <FormErrors answer={complete.answer} />
      <PagedList
        key={revision}
        document={MyFollowUpsDocument}
        variables={{ first: PAGE_SIZE }}
        connectionOf={(data) => data.crmMyFollowUps}
        label={t("follow_ups_label")}
        empty={<EmptyState title={t("follow_ups_empty_title")} text={t("follow_ups_empty_text")} />}
      >
        {(rows) => (
          <DataTable<FollowUp>
            caption={t("my_follow_ups")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "person",
                title: t("customer"),
                render: (row) => (
                  <Link to={`/customers/${encodeURIComponent(row.profileId)}`}>{row.personName || t("nameless")}</Link>
                ),
              },
              { key: "text", title: t("note"), render: (row) => row.text || t("note_erased") },
              {
                key: "due",
                title: t("due_at"),
                render: (row) => (
                  <>
                    <DateTime value={row.dueAt} /> (<Relative value={row.dueAt} />)
                  </>
                ),
              },
              {
                key: "actions",
                title: t("actions"),
                render: (row) => (
                  <div className="crm-row">
                    <Button
                      isBusy={complete.isBusy}
                      label={t("follow_up_done_of", { text: row.text })}
                      onClick={() => void complete.act({ id: row.id })}
                    >
                      {t("follow_up_done")}
                    </Button>
                  </div>
                ),
              },
            ]}
          />
        )}
      </PagedList>
    </Page>
  );
}

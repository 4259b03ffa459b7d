/** A person's rights: a copy of everything that is kept, and to be forgotten. */
import { useState } from "react";

import { useCrmQuery } from "../../api";
import type { CustomerFactsFragment, ExportFactsFragment } from "../../api/generated/customers";
import { CustomerExportsDocument, ProfileExportStartDocument } from "../../api/generated/customers";
import { DateTime, Day } from "../../i18n";
import { Button, Chip, FormErrors, JobProgress, LinkButton, QueryView, Section, usePolling, Stack } from "../../ui";
import { EraseDialog } from "./erase-dialog";
import { nameOf } from "./people";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const POLLS_EVERY_MS = 2_000;

interface Props {
  readonly customer: CustomerFactsFragment;
}

export function PrivacyTab({ customer }: Props) {
  const t = useT();
  const [isErasing, setIsErasing] = useState(false);
  return (
    <Stack>
      <Section title={t("export_title")}>
        <Exports profileId={customer.id} isErased={Boolean(customer.erasedAt)} />
      </Section>
      <Section title={t("erase_title")}>
        {customer.erasedAt ? (
          <span>
            {t("erased_on")} <Day value={customer.erasedAt} />
          </span>
        ) : (
          <Stack>
            <span>{t("erase_text")}</span>
            <Button tone="danger" onClick={() => {
              setIsErasing(true);
            }}>
              {t("erase")}
            </Button>
          </Stack>
        )}
      </Section>
      {isErasing ? (
        <EraseDialog
          profileId={customer.id}
          // What nobody types by accident; people without name or address have one word.
          asked={customer.email || nameOf(customer) || t("erase_word")}
          onClose={() => { setIsErasing(false); }}
        />
      ) : null}
    </Stack>
  );
}

interface ExportsProps {
  readonly profileId: string;
  readonly isErased: boolean;
}

const BUSY = new Set(["WAITING", "RUNNING"]);

function Exports({ profileId, isErased }: ExportsProps) {
  const t = useT();
  const query = useCrmQuery(CustomerExportsDocument, { id: profileId });
  const exports = query.data?.crmProfile?.exports ?? [];
  const isBusy = exports.some((one) => BUSY.has(one.state));
  usePolling(query.retry, POLLS_EVERY_MS, isBusy);
  const start = useAction(ProfileExportStartDocument);
  return (
    <Stack>
      <span>{t("export_text")}</span>
      <FormErrors answer={start.answer} />
      {isErased ? null : (
        <div>
          <Button
            disabled={start.isBusy || isBusy}
            onClick={() => void start.act({ id: profileId })}
          >
            {t("export_start")}
          </Button>
        </div>
      )}
      <QueryView query={query}>
        {({ crmProfile }) => (
          <ul className="crm-customers__list">
            {(crmProfile?.exports ?? []).map((one) => (
              <ExportRow key={one.id} copy={one} />
            ))}
          </ul>
        )}
      </QueryView>
    </Stack>
  );
}

function ExportRow({ copy }: { readonly copy: ExportFactsFragment }) {
  const t = useT();
  const word = useWord();
  return (
    <li className="crm-stack">
      <Stack isRow>
        <Chip tone={copy.state === "FAILED" ? "critical" : "neutral"}>
          {word(copy.state, "copy")}
        </Chip>
        <span>
          <DateTime value={copy.askedAt} />
        </span>
        {copy.url ? (
          <LinkButton to={copy.url} download="">
            {t("export_download")}
          </LinkButton>
        ) : null}
        {copy.expiresAt && copy.state === "READY" ? (
          <span className="crm-customers__aside">
            {t("export_until")} <DateTime value={copy.expiresAt} />
          </span>
        ) : null}
      </Stack>
      {BUSY.has(copy.state) ? (
        <JobProgress
          label={t("export_progress")}
          done={copy.partsDone}
          total={copy.partsTotal}
          state={copy.state === "WAITING" ? "waiting" : "running"}
          startedAt={copy.askedAt}
        />
      ) : null}
    </li>
  );
}

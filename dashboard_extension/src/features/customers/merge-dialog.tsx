/** Two profiles side by side: which of them survives, what moves, and the merge itself. */
import { useState } from "react";

import { useCrmQuery } from "../../api";
import type { ProfileBesideFragment } from "../../api/generated/customers";
import {
  MergePreviewDocument,
  ProfilesMergeDocument,
  TwoProfilesDocument,
} from "../../api/generated/customers";
import { Count, Day } from "../../i18n";
import { Button, Dialog, EmptyState, FormErrors, QueryView, SelectField, useToast, Stack } from "../../ui";
import { Points } from "./entry-details";
import { MovedRows } from "./moved-rows";
import { nameOf } from "./people";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

interface Props {
  readonly one: string;
  readonly other: string;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}

export function MergeDialog({ one, other, onClose, onMerged }: Props) {
  const t = useT();
  const toast = useToast();
  const query = useCrmQuery(TwoProfilesDocument, { one, other });
  const [survivor, setSurvivor] = useState(one);
  const merged = survivor === one ? other : one;
  const merge = useAction(ProfilesMergeDocument, () => {
    toast({ status: "success", title: t("merge_done") });
    onMerged();
  });
  return (
    <Dialog
      isOpen
      size="large"
      title={t("merge_title")}
      onClose={onClose}
      actions={
        <Button
          tone="primary"
          disabled={merge.isBusy || query.state !== "ready"}
          onClick={() => void merge.act({ profile: merged, into: survivor })}
        >
          {t("merge_send")}
        </Button>
      }
    >
      <Stack>
        <FormErrors answer={merge.answer} />
        <QueryView query={query}>
          {(found) =>
            found.one && found.other ? (
              <Stack>
                <div className="crm-customers__grid">
                  <ProfileCard profile={found.one} isSurvivor={survivor === one} />
                  <ProfileCard profile={found.other} isSurvivor={survivor === other} />
                </div>
                <SelectField
                  label={t("survivor")}
                  help={t("survivor_help")}
                  value={survivor}
                  onChange={setSurvivor}
                  options={[found.one, found.other].map((profile) => ({
                    value: profile.id,
                    label: `${nameOf(profile) || t("nameless")} (${profile.email || t("none")})`,
                  }))}
                />
                <Preview profile={merged} into={survivor} />
              </Stack>
            ) : (
              <EmptyState title={t("unknown_title")} text={t("unknown_text")} />
            )
          }
        </QueryView>
        <span>{t("merge_reversible")}</span>
      </Stack>
    </Dialog>
  );
}

interface ProfileCardProps {
  readonly profile: ProfileBesideFragment;
  readonly isSurvivor: boolean;
}

function ProfileCard({ profile, isSurvivor }: ProfileCardProps) {
  const t = useT();
  const word = useWord();
  const identifiers = profile.identifiers.filter((one) => !one.endedAt);
  return (
    <section className="crm-customers__card">
      <h3>
        {nameOf(profile) || t("nameless")}
      </h3>
      <p className="crm-customers__aside">
        {t(isSurvivor ? "survives" : "is_merged")} · {word(profile.kind, "kind")}
      </p>
      <ul>
        <li>
          {t("known_since")} <Day value={profile.createdAt} />
        </li>
        {identifiers.map((one) => (
          <li key={one.id}>
            {word(one.type, "pointer")}: {one.value} ({word(one.trust, "trust")})
          </li>
        ))}
        {profile.insight.orders ? (
          <li>
            {t("orders")}: <Count value={profile.insight.orders.orders} />
          </li>
        ) : null}
        {profile.loyaltyAccounts.map((account) => (
          <li key={account.program.id}>
            {account.program.name}: <Points value={account.balance} unit={account.program.unitName} />
            {account.tier?.name ? ` · ${account.tier.name}` : ""}
          </li>
        ))}
        {profile.tags.length > 0 ? (
          <li>
            {t("tags")}: {profile.tags.join(", ")}
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Preview({ profile, into }: { readonly profile: string; readonly into: string }) {
  const t = useT();
  const query = useCrmQuery(MergePreviewDocument, { profile, into });
  return (
    <QueryView query={query}>
      {({ crmMergePreview: preview }) => (
        <>
          <MovedRows title={t("would_move")} rows={preview?.moves ?? []} />
          <MovedRows title={t("would_stay")} rows={preview?.stays ?? []} />
        </>
      )}
    </QueryView>
  );
}

/** The details of a timeline entry, in the reader's language, money and dates. */
import { Fragment } from "react";

import { Count, Day, Money } from "../../i18n";
import type { Detail } from "./entries";
import { useT, useWord } from "./words";

export function EntryDetails({ details }: { readonly details: readonly Detail[] }) {
  return (
    <>
      {details.map((detail, place) => (
        <Fragment key={place}>
          {place > 0 ? " · " : ""}
          <OneDetail detail={detail} />
        </Fragment>
      ))}
    </>
  );
}

function OneDetail({ detail }: { readonly detail: Detail }) {
  const t = useT();
  const word = useWord();
  switch (detail.kind) {
    case "order":
      return <>{t("detail_order", { number: detail.number })}</>;
    case "money":
      return <Money amount={detail.amount} currency={detail.currency} />;
    case "points":
      return <>{t("detail_points", { points: detail.points })}</>;
    case "pieces":
      return <>{t("detail_pieces", { count: detail.count })}</>;
    case "change":
      return <Change previous={word(detail.previous)} current={word(detail.current)} />;
    case "day":
      return <Day value={detail.value} />;
    case "word":
      return <>{word(detail.code)}</>;
    case "text":
      return <>{detail.text}</>;
  }
}

function Change({ previous, current }: { readonly previous: string; readonly current: string }) {
  const t = useT();
  if (previous === "") return <>{current}</>;
  return <>{t("detail_change", { previous, current: current === "" ? t("none") : current })}</>;
}

/** Points with the program's own name for them. */
export function Points({ value, unit }: { readonly value: number; readonly unit?: string }) {
  return (
    <span>
      <Count value={value} />
      {unit ? ` ${unit}` : null}
    </span>
  );
}

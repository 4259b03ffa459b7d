/** What an option of a file can name in this shop, so that nobody types an ID. */
import { useMemo } from "react";
import { useCrmQuery } from "../../api";
import { ImportChoicesDocument } from "../../api/generated/imports";
import { timeZones } from "../../i18n/time-zones";
import type { Option } from "../../ui";

/** The choices by the name of the option; an option that is not there is typed. */
export function useChoices(): Readonly<Record<string, readonly Option[]>> {
  const { data } = useCrmQuery(ImportChoicesDocument, {});
  return useMemo(() => {
    const zones = timeZones().map((value) => ({ value, label: value }));
    // Who may import but not manage discounts sees no lists: then their IDs are typed.
    if (!data?.crmSegments) return { time_zone: zones };
    const lists = data.crmSegments.edges.filter(({ node }) => node.kind === "LIST");
    return {
      time_zone: zones,
      list: lists.map(({ node }) => ({ value: node.id, label: node.name })),
      program: data.crmPrograms.map(({ code, name }) => ({ value: code, label: name })),
    };
  }, [data]);
}

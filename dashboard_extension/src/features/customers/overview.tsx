/** What happened beside what is known. */
import type { CustomerFactsFragment } from "../../api/generated/customers";
import { Columns, Section } from "../../ui";
import { Facts } from "./facts";
import { Notes } from "./notes";
import { SegmentsOfPerson } from "./segments-of-person";
import { Timeline } from "./timeline";
import { useT } from "./words";

interface Props {
  readonly customer: CustomerFactsFragment;
}

export function Overview({ customer }: Props) {
  const t = useT();
  return (
    <Columns
      main={
        <>
          <Notes profileId={customer.id} isErased={Boolean(customer.erasedAt)} />
          <Section title={t("timeline_title")}>
            <Timeline profileId={customer.id} />
          </Section>
        </>
      }
      side={
        <>
          <Facts customer={customer} />
          <SegmentsOfPerson profileId={customer.id} />
        </>
      }
    />
  );
}

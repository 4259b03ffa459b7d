/** The demo's program, as the API tells it. */
import type { Staff } from "./staff";

const PROGRAMS = `
  query Programs {
    crmPrograms {
      id version unitName
      rules { code endsAt settings }
      ladder { tiers { name } }
    }
  }`;

export interface Program {
  readonly id: string;
  readonly version: number;
  readonly unitName: string;
  readonly rules: readonly {
    readonly code: string;
    readonly endsAt: string | null;
    readonly settings: { readonly by_currency?: Readonly<Record<string, { readonly points: number }>> };
  }[];
  readonly ladder: { readonly tiers: readonly { readonly name: string }[] } | null;
}

/** Returns the first program: the demo has one. */
export async function crmProgram(staff: Staff): Promise<Program> {
  const { crmPrograms } = await staff.ask<{ crmPrograms: readonly Program[] }>(PROGRAMS);
  const [first] = crmPrograms;
  if (!first) throw new Error("The shop has no loyalty program.");
  return first;
}

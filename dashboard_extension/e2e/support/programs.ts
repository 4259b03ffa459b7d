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

/** More than so many points need a second person. */
export const LIMIT = 1_000;
const LIMITED = `mutation($id: ID!, $limit: Int!) {
  crmProgramUpdate(id: $id, input: { adjustmentLimit: $limit }) { errors { message } } }`;

/** Lets the program ask for a second person above the limit; returns it. */
export async function limitedProgram(staff: Staff): Promise<Program> {
  const program = await crmProgram(staff);
  await staff.ask(LIMITED, { id: program.id, limit: LIMIT });
  return program;
}

/** Returns the first program: the demo has one. */
export async function crmProgram(staff: Staff): Promise<Program> {
  const { crmPrograms } = await staff.ask<{ crmPrograms: readonly Program[] }>(PROGRAMS);
  const [first] = crmPrograms;
  if (!first) throw new Error("The shop has no loyalty program.");
  return first;
}

/** A shop that answers by the name of the operation; it stands where the network would. */

export interface Asked {
  operation: string;
  variables: Record<string, unknown>;
}

type Reply = () => Promise<Response>;

/** Data for an operation, a function of its variables, or one of the failures below. */
export type Answer = object | ((variables: Record<string, unknown>) => object);
export type Answers = Record<string, Answer>;

class Failure {
  readonly reply: Reply;

  constructor(reply: Reply) {
    this.reply = reply;
  }
}

/** The server cannot be reached. */
export function offline(): Failure {
  return new Failure(() => Promise.reject(new TypeError("Failed to fetch")));
}

/** The answer never comes: for the loading state. */
export function silent(): Failure {
  return new Failure(() => new Promise(() => undefined));
}

/** The server refuses: staff lack a permission. */
export function denied(permission: string): Failure {
  const message = `To access this path, you need one of the following permissions: ${permission}`;
  return failed(message, "PermissionDenied");
}

/** The server fails, or refuses an argument of a query by its name. */
export function failed(message: string, code = "GraphQLError", field?: string): Failure {
  const refusal = field === undefined ? {} : { field, code: "INVALID" };
  const errors = [{ message, extensions: { exception: { code }, ...refusal } }];
  return new Failure(() => Promise.resolve(json({ data: null, errors })));
}

/** A payload of a mutation that was refused: `{ problems: [...] }` under the mutation's name. */
export function refused(mutation: string, field: string | null, message: string, code = "INVALID"): object {
  return { [mutation]: { errors: [{ field, code, message }] } };
}

export function shopThatAnswers(answers: Answers, asked: Asked[]): typeof fetch {
  return (_, init) => {
    const { operationName, variables } = JSON.parse(init?.body as string) as {
      operationName: string;
      variables?: Record<string, unknown>;
    };
    asked.push({ operation: operationName, variables: variables ?? {} });
    const answer = answers[operationName];
    if (answer === undefined) return Promise.reject(new Error(`The test has no answer for ${operationName}`));
    const found = typeof answer === "function" ? (answer as (v: object) => object)(variables ?? {}) : answer;
    return found instanceof Failure ? found.reply() : Promise.resolve(json({ data: found }));
  };
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
}

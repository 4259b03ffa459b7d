/** The last answers, so that a page one comes back to paints at once; few, so that memory stays bounded. */

export class Remembered {
  readonly #answers = new Map<string, unknown>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): unknown {
    return this.#answers.get(key);
  }

  set(key: string, answer: unknown): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
  }

  clear(): void {
    this.#answers.clear();
  }
}

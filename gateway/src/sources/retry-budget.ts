/** Repetitions at hand after a calm time: as many as calls may be on their way when a process of the subgraph dies. */
const RESERVE = 100;

/** Every call earns a part of a repetition, and every repetition spends a whole one. */
export class RetryBudget {
  readonly #perCall: number;
  #left = RESERVE;

  /** `percent`: repetitions earned by a hundred calls. */
  constructor(percent: number) {
    this.#perCall = percent / 100;
  }

  earn(): void {
    this.#left = Math.min(RESERVE, this.#left + this.#perCall);
  }

  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

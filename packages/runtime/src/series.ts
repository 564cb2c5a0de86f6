/** Metrics by combinations of labels, each of which is looked up once and then costs what a number costs. */
export class SeriesByLabels<Label extends string, Series> {
  readonly #entries = new Map<string, { readonly labels: Readonly<Record<Label, string>>; readonly series: Series }>();
  readonly #labelNames: readonly Label[];
  readonly #begin: () => Series;

  constructor(labelNames: readonly Label[], begin: () => Series) {
    this.#labelNames = labelNames;
    this.#begin = begin;
  }

  /** The series of these labels. It is told from now on, from its beginning: a rule that looks for an increase sees none in one that begins at 1. */
  of(labels: Readonly<Record<Label, string>>): Series {
    const key = JSON.stringify(this.#labelNames.map((name) => labels[name]));
    let entry = this.#entries.get(key);
    if (!entry) this.#entries.set(key, (entry = { labels, series: this.#begin() }));
    return entry.series;
  }

  all(): Iterable<{ readonly labels: Readonly<Record<Label, string>>; readonly series: Series }> {
    return this.#entries.values();
  }
}

/** The parameters of one statement, numbered as they are added. */
export interface Params {
  readonly values: readonly unknown[];
  /** Adds a value and returns its placeholder, `$3`. */
  add(value: unknown): string;
  /** Adds a value as JSON and returns its placeholder, `$3::jsonb`. */
  addJson(value: unknown): string;
}

export function createParams(): Params {
  const values: unknown[] = [];
  function add(value: unknown): string {
    values.push(value);
    return `$${values.length}`;
  }
  return {
    values,
    add,
    addJson: (value) => `${add(value === null ? null : JSON.stringify(value))}::jsonb`,
  };
}

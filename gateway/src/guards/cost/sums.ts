/** A request's variables, as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that may depend on variables. */
export type Factor = number | ((variables: Variables) => number);

/** What something costs: a number, or a sum that is known once the variables are. */
export type Amount = number | Sum;

export interface Term {
  readonly factor: Factor;
  readonly of: Amount;
}

interface Sum {
  /** Its place among the sums: after all that it is made of. */
  readonly at: number;
  readonly constant: number;
  readonly terms: readonly Term[];
  readonly atLeast: number;
}

/** Costs stay exact numbers: what is more than this is this. */
export const MOST = Number.MAX_SAFE_INTEGER;

/**
 * Adds up costs whose parts are shared: a fragment's cost is worked out once for each request, however often it is spread. What depends on no variable
 * is worked out at once.
 */
export function createSums() {
  const sums: Sum[] = [];

  return {
    /** `atLeast` keeps what weighs less than nothing from paying for something else. */
    sum(given: readonly Term[], atLeast = -MOST): Amount {
      let constant = 0;
      const terms: Term[] = [];
      for (const term of given) {
        if (term.factor === 0 || term.of === 0) continue;
        if (typeof term.factor === 'number' && typeof term.of === 'number') constant += term.factor * term.of;
        else terms.push(term);
      }
      if (terms.length === 0) return within(constant, atLeast);
      const [only] = terms;
      if (only && terms.length === 1 && constant === 0 && only.factor === 1 && atLeast === -MOST) return only.of;
      const sum = { at: sums.length, constant, terms, atLeast };
      sums.push(sum);
      return sum;
    },

    /** The function from variables to `amount`, which takes time in proportion to the sums that were made. */
    evaluatorOf(amount: Amount): (variables: Variables) => number {
      if (typeof amount === 'number') return () => amount;
      const needed = sums.slice(0, amount.at + 1);
      // Each is written before it is read, and nothing else runs meanwhile.
      const values = new Float64Array(needed.length);
      return (variables) => {
        for (const { at, constant, terms, atLeast } of needed) {
          let value = constant;
          for (const { factor, of } of terms) {
            const times = typeof factor === 'number' ? factor : factor(variables);
            value += times * (typeof of === 'number' ? of : (values[of.at] ?? 0));
          }
          values[at] = within(value, atLeast);
        }
        return values[amount.at] ?? 0;
      };
    },
  };
}

export type Sums = ReturnType<typeof createSums>;

function within(value: number, atLeast: number): number {
  return Math.min(Math.max(value, atLeast), MOST);
}

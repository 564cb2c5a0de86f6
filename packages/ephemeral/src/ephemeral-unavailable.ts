/** Redis could not be reached, did not answer in time, or refused; the message says which. What was asked may have happened nevertheless. */
export class EphemeralUnavailable extends Error {
  /** Whether the log tells already that Redis is away: nobody needs to tell it once more. */
  readonly isTold: boolean;

  constructor(message: string, { isTold = false }: { readonly isTold?: boolean } = {}) {
    super(message);
    this.name = 'EphemeralUnavailable';
    this.isTold = isTold;
  }
}

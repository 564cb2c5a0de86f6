/** Redis could not be reached, did not answer in time, or refused; the message says which. What was asked may have happened nevertheless. */
export class EphemeralUnavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EphemeralUnavailable';
  }
}

import type { VendorId } from '@bazaar/ids/kinds';

/** What catalog knows of a vendor. */
export interface VendorCopy {
  readonly id: VendorId;
  readonly handle: string;
  readonly name: string;
  readonly status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
  /** The vendor's version it was made of. */
  readonly sequence: number;
}

/** A copy as it was seen at a moment: it is still the same as long as its sequence is. */
export type SeenCopy = Pick<VendorCopy, 'id' | 'sequence'>;

/**
 * The copies that the owner's export does not explain: of vendors that are not in it, or newer than in it. They were seen after it was read, so
 * each may be of an event that came meanwhile.
 */
export function findDoubtful(exported: readonly VendorCopy[], seen: readonly SeenCopy[]): SeenCopy[] {
  const versions = versionsOf(exported);
  return seen.filter(({ id, sequence }) => sequence > (versions.get(id) ?? -1));
}

export interface Repairs {
  /** Copies to be replaced although they claim to be newer. */
  readonly overwrite: readonly { readonly seen: SeenCopy; readonly by: VendorCopy }[];
  readonly remove: readonly SeenCopy[];
}

/**
 * Decides about doubtful copies by an export that was read after they were seen, and that holds all vendors after the same place, or all up to
 * `knownUpTo`. A vendor's version is committed before its event leaves, so what the owner still does not know, or still knows to be older, was never
 * announced.
 */
export function decideRepairs(
  doubtful: readonly SeenCopy[],
  exportedAgain: readonly VendorCopy[],
  knownUpTo: VendorId | null,
): Repairs {
  const byId = new Map(exportedAgain.map((copy) => [copy.id, copy]));
  return {
    overwrite: doubtful.flatMap((seen) => {
      const by = byId.get(seen.id);
      return by && by.sequence < seen.sequence ? [{ seen, by }] : [];
    }),
    // Ids sort as texts like they do in the database.
    remove: doubtful.filter(({ id }) => !byId.has(id) && (knownUpTo === null || id <= knownUpTo)),
  };
}

function versionsOf(copies: readonly VendorCopy[]): Map<VendorId, number> {
  return new Map(copies.map(({ id, sequence }) => [id, sequence]));
}

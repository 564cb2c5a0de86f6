import { hash, verify, type Algorithm } from '@node-rs/argon2';

export interface PasswordHasher {
  /** An argon2id hash in PHC format. About 20 ms of CPU, on a thread of its own. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one that was hashed. A null hash takes as long and is never right, so that unknown accounts do not answer faster. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes with argon2id; at most `concurrency` at a time, so that a wave of sign-ins cannot take all memory and threads. */
export async function createPasswordHasher(concurrency = 4): Promise<PasswordHasher> {
  const nobodysHash = await hash('nobody has this password', OPTIONS);
  const limited = createLimit(concurrency);
  return {
    hash: (password) => limited(() => hash(password, OPTIONS)),
    async verify(passwordHash, password) {
      const right = await limited(() => verify(passwordHash ?? nobodysHash, password));
      return right && passwordHash !== null;
    },
  };
}

function createLimit(concurrency: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = concurrency;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

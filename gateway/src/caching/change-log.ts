import { typeOfTag, type Tag } from './change-tags.ts';

/** Changed things that are remembered by themselves; what was read before the older ones does not count as current any more. */
const MAX_REMEMBERED = 50_000;

/**
 * What has changed, in the order in which this process heard of it. Who reads something notes `position` before; what was read is current as long as
 * nothing that it depends on has changed since. So an answer that was on its way during a change is never taken for one that came after it.
 */
export class ChangeLog {
  readonly #capacity: number;
  #position = 0;
  /** What was read before is not current. */
  #floor = 0;
  /** `Product:prd_1` → when it changed last. In that order. */
  readonly #things = new Map<Tag, number>();
  /** `Product` → when anything of it changed last. */
  readonly #types = new Map<string, number>();
  /** `Product` → when all of it changed last. */
  readonly #wholes = new Map<string, number>();
  /** Where messages stand that this process has heard. In their order. */
  readonly #messages = new Map<string, number>();
  #last: string | undefined;

  constructor(capacity = MAX_REMEMBERED) {
    this.#capacity = capacity;
  }

  get position(): number {
    return this.#position;
  }

  /** The message that was heard last: a position that other processes know, too. */
  get lastMessage(): string | undefined {
    return this.#last;
  }

  /** Where a message stands; undefined when it was not heard here, or is forgotten. */
  positionOf(message: string): number | undefined {
    return this.#messages.get(message);
  }

  hear(message: string, tags: readonly Tag[]): void {
    const position = (this.#position += 1);
    this.#messages.set(message, position);
    this.#last = message;
    for (const [oldest] of this.#messages) {
      if (this.#messages.size <= this.#capacity) break;
      this.#messages.delete(oldest);
    }
    for (const tag of tags) {
      if (tag === '*') {
        this.#floor = position;
        continue;
      }
      const type = typeOfTag(tag);
      this.#types.set(type, position);
      if (tag === `${type}:*`) this.#wholes.set(type, position);
      else {
        this.#things.delete(tag);
        this.#things.set(tag, position);
      }
    }
    for (const [oldest, at] of this.#things) {
      if (this.#things.size <= this.#capacity) break;
      this.#things.delete(oldest);
      this.#floor = Math.max(this.#floor, at);
    }
  }

  /** Changes were missed: nothing that was read so far is current. */
  loseTrack(): void {
    this.#floor = this.#position += 1;
    this.#last = undefined;
    this.#messages.clear();
    this.#things.clear();
    this.#types.clear();
    this.#wholes.clear();
  }

  isCurrent(tags: readonly Tag[], since: number): boolean {
    if (since >= this.#position) return true;
    if (since < this.#floor) return false;
    for (const tag of tags) {
      const type = typeOfTag(tag);
      const isWhole = tag.length === type.length + 2 && tag.endsWith(':*');
      const changed = isWhole
        ? this.#types.get(type)
        : Math.max(this.#things.get(tag) ?? 0, this.#wholes.get(type) ?? 0);
      if (changed !== undefined && changed > since) return false;
    }
    return true;
  }
}

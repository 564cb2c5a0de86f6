/** A connection to a client, as far as sending goes. */
export interface Pipe {
  /** Bytes it was given that the operating system has not taken. */
  unsentBytes(): number;
  /** `taken` runs when the operating system has taken the text. */
  write(text: string, taken?: () => void): void;
  /** Ends the connection without a word. */
  cut(): void;
}

export interface OutboxLimits {
  /** Bytes a client may leave unread before it is cut. */
  readonly maxUnreadBytes: number;
  /** Answers one operation may be behind. */
  readonly maxQueuedEvents: number;
}

/** With more than this unsent, what comes next waits here: as the text that all receivers share, not as a copy of its own in the socket. */
const CONGESTED_BYTES = 64 * 1024;

interface Waiting {
  readonly lane: Lane;
  readonly answer: string;
}

/**
 * What goes out to one client. As long as it reads, everything goes straight to the socket; when it does not, answers wait in their order, bounded for
 * each operation in number and for the client in bytes.
 */
export class Outbox {
  readonly #pipe: Pipe;
  readonly #limits: OutboxLimits;
  readonly #onCut: (unreadBytes: number) => void;
  #waiting: Waiting[] = [];
  #waitingCharacters = 0;
  #isCongested = false;
  #isCut = false;

  constructor(pipe: Pipe, limits: OutboxLimits, onCut: (unreadBytes: number) => void) {
    this.#pipe = pipe;
    this.#limits = limits;
    this.#onCut = onCut;
  }

  /** Sends what is no operation's answer, ahead of what waits. */
  write(text: string): void {
    if (this.#hasRoom()) this.#hand(text);
  }

  /** Sends a lane's answer, or keeps it. False when too much waits for that lane. */
  send(lane: Lane, answer: string): boolean {
    if (!this.#hasRoom()) return true;
    if (!this.#isCongested && this.#waiting.length === 0) {
      this.#hand(lane.frame(answer));
      return true;
    }
    if (lane.waiting >= this.#limits.maxQueuedEvents) return false;
    lane.waiting += 1;
    this.#waitingCharacters += answer.length;
    this.#waiting.push({ lane, answer });
    return true;
  }

  /** Forgets what waits for a lane. */
  drop(lane: Lane): void {
    if (lane.waiting === 0) return;
    lane.waiting = 0;
    this.#waiting = this.#waiting.filter((each) => each.lane !== lane);
    this.#waitingCharacters = this.#waiting.reduce((sum, { answer }) => sum + answer.length, 0);
  }

  #hasRoom(): boolean {
    if (this.#isCut) return false;
    const unread = this.#pipe.unsentBytes() + this.#waitingCharacters;
    if (unread <= this.#limits.maxUnreadBytes) return true;
    this.#isCut = true;
    this.#waiting = [];
    this.#onCut(unread);
    this.#pipe.cut();
    return false;
  }

  #hand(text: string): void {
    if (this.#isCongested || this.#pipe.unsentBytes() + text.length <= CONGESTED_BYTES) return this.#pipe.write(text);
    this.#isCongested = true;
    this.#pipe.write(text, () => {
      this.#isCongested = false;
      this.#flush();
    });
  }

  #flush(): void {
    while (!this.#isCongested) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#waitingCharacters -= next.answer.length;
      this.#hand(next.lane.frame(next.answer));
      next.lane.sent();
    }
  }
}

/** One operation's way out. */
export class Lane {
  /** Answers that wait. The outbox counts them. */
  waiting = 0;
  /** Puts an answer into the transport's form. */
  readonly frame: (answer: string) => string;
  readonly #outbox: Outbox;
  readonly #tooSlow: () => void;
  #then: (() => void) | undefined;
  #isOpen = true;

  /** @param tooSlow runs once, when more waits than may; the lane is closed then. */
  constructor(outbox: Outbox, frame: (answer: string) => string, tooSlow: () => void) {
    this.#outbox = outbox;
    this.frame = frame;
    this.#tooSlow = tooSlow;
  }

  /** Sends an answer, or keeps it until the client has read what came before. */
  send(answer: string): void {
    if (!this.#isOpen || this.#outbox.send(this, answer)) return;
    this.close();
    this.#tooSlow();
  }

  /** Runs `then` once everything is on its way. Nothing is sent after this. */
  finish(then: () => void): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.waiting > 0) this.#then = then;
    else then();
  }

  /** Drops what waits. */
  close(): void {
    this.#isOpen = false;
    this.#then = undefined;
    this.#outbox.drop(this);
  }

  /** The outbox has sent one that waited. */
  sent(): void {
    this.waiting -= 1;
    if (this.waiting > 0) return;
    const then = this.#then;
    this.#then = undefined;
    then?.();
  }
}

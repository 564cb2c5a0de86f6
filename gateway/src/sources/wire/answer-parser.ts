import { CallFailure } from '../call-failure.ts';
import { parseHead, type AnswerHead } from './answer-head.ts';
import { ChunkedBody } from './chunked-body.ts';

export interface ParsedAnswer {
  readonly status: number;
  readonly text: string;
  /** How long its connection may be kept for the next call, in milliseconds; 0 when it must not be. */
  readonly keepMs: number;
}

/** What Node.js and undici take; bytes. */
const MAX_HEAD_BYTES = 16 * 1024;

const START = 'HTTP/1.';
const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/** Reads one HTTP/1.1 answer to a POST from the pieces in which it arrives. */
export class AnswerParser {
  readonly #maxBytes: number;
  /** The beginning of a head. */
  #partial = NOTHING;
  #head: AnswerHead | undefined;
  #chunked: ChunkedBody | undefined;
  /** Room for the body, of which `#size` bytes have come. */
  #body = NOTHING;
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether any of the answer has arrived. */
  get hasBegun(): boolean {
    return this.#head !== undefined || this.#partial.length > 0;
  }

  /**
   * Takes the next piece; its memory belongs to the caller again afterwards. Undefined: there is more to come.
   * @throws CallFailure `broken`, `tooLarge`
   */
  take(piece: Buffer): ParsedAnswer | undefined {
    let bytes = piece;
    let head = this.#head;
    while (!head) {
      if (this.#partial.length > 0) bytes = Buffer.concat([this.#partial, bytes]);
      const end = bytes.indexOf(HEAD_END);
      if ((end < 0 ? bytes.length : end) > MAX_HEAD_BYTES)
        throw new CallFailure('broken', 'the answer has a head without end');
      this.#partial = end < 0 ? Buffer.from(bytes) : NOTHING;
      if (end < 0) {
        if (!isBeginning(bytes)) throw new CallFailure('broken', 'the answer is not HTTP/1.1');
        return undefined;
      }
      const parsed = parseHead(bytes.toString('latin1', 0, end));
      bytes = bytes.subarray(end + HEAD_END.length);
      // Others announce the answer.
      if (parsed.status >= 200) head = this.#begin(parsed);
    }
    if (this.#chunked) {
      const extra = this.#chunked.take(bytes, (part) => this.#keep(part));
      return extra === undefined ? undefined : this.#answer(head, extra);
    }
    if (head.length === 'untilEnd') {
      this.#keep(bytes);
      return undefined;
    }
    const length = Number(head.length);
    // The usual answer comes in one piece.
    if (this.#size === 0 && bytes.length >= length) {
      const keepMs = bytes.length > length ? 0 : head.keepMs;
      return { status: head.status, text: bytes.toString('utf8', 0, length), keepMs };
    }
    const missing = length - this.#size;
    this.#keep(bytes.subarray(0, missing));
    return this.#size === length ? this.#answer(head, bytes.length - missing) : undefined;
  }

  /** The connection has ended. @throws CallFailure `broken` unless the answer ends with it. */
  end(): ParsedAnswer {
    if (this.#head?.length !== 'untilEnd') throw new CallFailure('broken', 'the answer broke off');
    return { ...this.#answer(this.#head, 0), keepMs: 0 };
  }

  #begin(head: AnswerHead): AnswerHead {
    const { length } = head;
    if (length === 'chunked') this.#chunked = new ChunkedBody();
    else if (length !== 'untilEnd' && length > this.#maxBytes) throw tooLarge();
    return (this.#head = head);
  }

  #keep(bytes: Buffer): void {
    const size = this.#size + bytes.length;
    if (size > this.#maxBytes) throw tooLarge();
    if (size > this.#body.length) {
      // An announced length is believed once the body has begun.
      const room = typeof this.#head?.length === 'number' ? this.#head.length : Math.max(size, this.#body.length * 2);
      const larger = Buffer.allocUnsafe(room);
      this.#body.copy(larger, 0, 0, this.#size);
      this.#body = larger;
    }
    bytes.copy(this.#body, this.#size);
    this.#size = size;
  }

  /** `extra`: bytes after the answer's end. Nothing was asked that they could answer: the connection is not to be trusted. */
  #answer({ status, keepMs }: AnswerHead, extra: number): ParsedAnswer {
    return { status, text: this.#body.toString('utf8', 0, this.#size), keepMs: extra > 0 ? 0 : keepMs };
  }
}

/** Whether a head may begin like that. Who speaks another protocol might never send the end of one. */
function isBeginning(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, START.length);
  return START.startsWith(start);
}

function tooLarge(): CallFailure {
  return new CallFailure('tooLarge', 'the answer is larger than allowed');
}

import { CallFailure } from '../call-failure.ts';

/** A chunk's size in hexadecimal, and extensions, which say nothing here. */
const SIZE = /^([0-9a-fA-F]{1,8})[\t ]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/;
/** Of the line of a size, and of all trailers together; bytes. */
const MAX_LINES_BYTES = 16 * 1024;

const LINE_FEED = 10;

/** Takes a body in chunks apart (RFC 9112, 7.1), however it is cut into pieces. */
export class ChunkedBody {
  #state: 'size' | 'data' | 'dataEnd' | 'trailers' = 'size';
  /** Bytes of the chunk that are still to come. */
  #left = 0;
  /** The beginning of a line. */
  #line = '';
  #trailersBytes = 0;

  /**
   * Hands the bytes of the body in `piece` to `keep`.
   * @returns how many bytes follow the body's end; undefined when it goes on.
   * @throws CallFailure `broken`
   */
  take(piece: Buffer, keep: (bytes: Buffer) => void): number | undefined {
    let at = 0;
    for (;;) {
      if (this.#state === 'data') {
        const bytes = piece.subarray(at, at + this.#left);
        keep(bytes);
        at += bytes.length;
        this.#left -= bytes.length;
        if (this.#left > 0) return undefined;
        this.#state = 'dataEnd';
      }
      const end = piece.indexOf(LINE_FEED, at);
      this.#line += piece.toString('latin1', at, end < 0 ? piece.length : end + 1);
      if (this.#line.length + this.#trailersBytes > MAX_LINES_BYTES) throw malformed();
      if (end < 0) return undefined;
      at = end + 1;
      if (this.#takeLine()) return piece.length - at;
    }
  }

  /** Whether that was the last line. */
  #takeLine(): boolean {
    const line = this.#line;
    this.#line = '';
    if (!line.endsWith('\r\n')) throw malformed();
    const text = line.slice(0, -2);
    switch (this.#state) {
      case 'size': {
        const size = SIZE.exec(text)?.[1];
        if (size === undefined) throw malformed();
        this.#left = Number.parseInt(size, 16);
        this.#state = this.#left > 0 ? 'data' : 'trailers';
        return false;
      }
      case 'trailers':
        this.#trailersBytes += line.length;
        return text === '';
      default:
        if (text !== '') throw malformed();
        this.#state = 'size';
        return false;
    }
  }
}

function malformed(): CallFailure {
  return new CallFailure('broken', 'the answer is not HTTP/1.1: its chunks');
}

import { StringDecoder } from 'node:string_decoder';

export interface ServerSentEvent {
  /** `message` when the stream names none. */
  readonly type: string;
  readonly data: string;
}

const LINE_END = /[\r\n]/g;

/**
 * Reads `text/event-stream`, in chunks cut anywhere. As browsers do, except that an event with a type and no data counts, because `complete` may come like that.
 * Ids and reconnection times say nothing here: a subscription is begun anew, not resumed.
 */
export class EventStreamParser {
  readonly #maxChars: number;
  readonly #decoder = new StringDecoder('utf8');
  #isAtStart = true;
  /** The last chunk ended with a carriage return: a line feed that comes next belongs to it. */
  #followsReturn = false;
  #line = '';
  #type = '';
  #data: string | undefined;

  /** `maxChars`: the longest an event may be. */
  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** The events that `chunk` completes. @throws RangeError for an event that is too long. */
  push(chunk: Buffer): ServerSentEvent[] {
    const text = this.#decoder.write(chunk);
    const events: ServerSentEvent[] = [];
    if (text === '') return events;
    let start = 0;
    if (this.#isAtStart && text.startsWith('\ufeff')) start = 1;
    if (this.#followsReturn && text.startsWith('\n')) start = 1;
    this.#isAtStart = false;
    this.#followsReturn = false;

    LINE_END.lastIndex = start;
    for (let found = LINE_END.exec(text); found; found = LINE_END.exec(text)) {
      const line = this.#line + text.slice(start, found.index);
      this.#line = '';
      start = found.index + 1;
      if (found[0] === '\r') {
        if (start === text.length) this.#followsReturn = true;
        else if (text[start] === '\n') start += 1;
      }
      LINE_END.lastIndex = start;
      const event = this.#take(line);
      if (event) events.push(event);
    }
    this.#line += text.slice(start);
    this.#checkLength(this.#line.length);
    return events;
  }

  #take(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#type = value;
    if (field === 'data') {
      this.#checkLength(value.length);
      this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    }
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    const type = this.#type;
    const data = this.#data;
    this.#type = '';
    this.#data = undefined;
    if (type === '' && data === undefined) return undefined;
    return { type: type || 'message', data: data ?? '' };
  }

  #checkLength(more: number): void {
    if ((this.#data?.length ?? 0) + more > this.#maxChars) throw new RangeError('an event is too long');
  }
}

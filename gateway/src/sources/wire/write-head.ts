import type { CallHeaders } from '../call-headers.ts';

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What Node.js takes for a value too. Above all no line ends with it. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Makes the head of a call but for its length. What calls share is put together once. @throws Error for a header that would be none */
export function createHeadWriter(path: string, host: string): (headers: CallHeaders) => string {
  const start = linesOf(['host', host]);
  const known = new WeakMap<readonly string[], string>();
  return ({ shared, own }) => {
    let lines = known.get(shared);
    if (lines === undefined) {
      // Joined, so that it is one piece: a text that was added up would be added up again for every call.
      lines = [`POST ${path} HTTP/1.1\r\n`, start, linesOf(shared)].join('');
      known.set(shared, lines);
    }
    return lines + linesOf(own);
  };
}

function linesOf(headers: readonly string[]): string {
  let lines = '';
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? '';
    const value = headers[at + 1] ?? '';
    if (!NAME.test(name) || !VALUE.test(value)) throw new Error(`The header ${JSON.stringify(name)} cannot be sent.`);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

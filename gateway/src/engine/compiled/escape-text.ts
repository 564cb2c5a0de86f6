/** What JSON escapes: quotes, backslashes, control characters, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const TO_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Up to here looking at each character costs less than the expression's call. */
const SHORT = 32;

/** What stands between the quotes of a text in JSON. Most texts have nothing to escape, and looking is cheaper than JSON.stringify. */
export function escape(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text).slice(1, -1);
}

function isPlain(text: string): boolean {
  if (text.length > SHORT) return !TO_ESCAPE.test(text);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code < 0xe000)) return false;
  }
  return true;
}

export interface MediaRange {
  /** In lower case. */
  readonly type: string;
  /** By name in lower case; `q` among them. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** The media ranges of an `accept` header, in its order. A quality that is no number is 0. */
export function parseAccept(accept: string): MediaRange[] {
  return splitOutsideQuotes(accept, ',').map((range) => {
    const [type = '', ...given] = splitOutsideQuotes(range, ';').map((text) => text.trim());
    const parameters = new Map(given.map(parseParameter));
    const quality = Number(parameters.get('q') ?? 1);
    return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
  });
}

function parseParameter(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  return [
    name.trim().toLowerCase(),
    value
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1'),
  ];
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  return text.match(separator === ',' ? /(?:"[^"]*"|[^,"])+/g : /(?:"[^"]*"|[^;"])+/g) ?? [];
}

/** An operation that opens as a tab of the playground. */
export interface ExampleOperation {
  readonly name: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Scripts and styles come from this server alone; GraphiQL sets styles on elements, and its fonts are inside its style sheet. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The playground's page. `operations` travel inside it as data. */
export function playgroundPage(operations: readonly ExampleOperation[]): string {
  // No `<` can end the script element early.
  const data = JSON.stringify({ operations }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Bazaar playground</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="playground/graphiql.css" />
    <style>
      body { margin: 0; }
      #graphiql { height: 100dvh; }
    </style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script type="application/json" id="playground">${data}</script>
    <script src="playground/react.js"></script>
    <script src="playground/react-dom.js"></script>
    <script src="playground/graphql-ws.js"></script>
    <script src="playground/graphiql.js"></script>
    <script src="playground/start.js"></script>
  </body>
</html>
`;
}

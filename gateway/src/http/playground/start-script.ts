/**
 * What the playground's page runs in the browser: GraphiQL with the example operations as tabs. Queries go over HTTP, subscriptions over one WebSocket per
 * set of headers, which stand in for the connection's parameters.
 */
export const START_SCRIPT = `'use strict';
(() => {
  const { operations } = JSON.parse(document.getElementById('playground').textContent);
  const endpoint = new URL('graphql', location.href);
  const socketUrl = new URL(endpoint);
  socketUrl.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  const clients = new Map();

  function clientFor(headers) {
    const key = JSON.stringify(headers);
    if (!clients.has(key)) {
      const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
      const client = graphqlWs.createClient({ url: socketUrl.href, connectionParams: Object.fromEntries(named) });
      clients.set(key, client);
    }
    return clients.get(key);
  }

  function isSubscription(document, operationName) {
    return Boolean(document?.definitions.some((definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === 'subscription' &&
      (!operationName || definition.name?.value === operationName)));
  }

  function fetcher(request, { headers = {}, documentAST } = {}) {
    if (isSubscription(documentAST, request.operationName)) return clientFor(headers).iterate(request);
    return fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(request),
    }).then((response) => response.json());
  }

  const tabs = operations.map(({ document, variables }) => ({
    query: document,
    variables: variables ? JSON.stringify(variables, null, 2) : '',
  }));
  // GraphiQL fills the first tab's query itself but not its variables; tabs kept from an earlier visit win over both.
  const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
  const examples = tabs.length > 0 && { defaultTabs: tabs, ...(isFirstVisit && { variables: tabs[0].variables }) };
  ReactDOM.createRoot(document.getElementById('graphiql')).render(
    React.createElement(GraphiQL, { fetcher, shouldPersistHeaders: true, ...examples }),
  );
})();
`;

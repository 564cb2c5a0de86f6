/**
 * What the playground's page runs in the browser: GraphiQL with the example operations as tabs. Queries go over HTTP, subscriptions over one WebSocket per
 * set of headers, which stand in for the connection's parameters.
 *
 * Operations follow each other without copying: until the page is closed it knows what answers have told, and a variable that is left out takes its value
 * from there. `$cartId` is the `id` of the latest `cart`; the `accessToken` of the latest `tokens` is sent along, unless the headers say who asks.
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

  const seen = new Map();
  const TOKEN = 'tokensAccessToken';

  function remember(value, parent) {
    if (Array.isArray(value)) value.forEach((each) => remember(each, parent));
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (parent) seen.set(parent + key[0].toUpperCase() + key.slice(1), inner);
        remember(inner, key);
      }
  }

  function withSeenVariables(request, operation) {
    const names = (operation?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const known = names.filter((name) => seen.has(name)).map((name) => [name, seen.get(name)]);
    return known.length > 0 ? { ...request, variables: { ...Object.fromEntries(known), ...request.variables } } : request;
  }

  function withSeenToken(headers) {
    const isTold = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    return seen.has(TOKEN) && !isTold ? { ...headers, authorization: 'Bearer ' + seen.get(TOKEN) } : headers;
  }

  async function ask(request, headers) {
    const sent = withSeenToken(headers);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...sent },
      body: JSON.stringify(request),
    });
    // The token has had its time, and nothing has happened yet.
    if (response.status === 401 && sent !== headers) {
      seen.delete(TOKEN);
      return ask(request, headers);
    }
    const answer = await response.json();
    if (request.operationName !== 'IntrospectionQuery') remember(answer.data);
    return answer;
  }

  function fetcher(given, { headers = {}, documentAST } = {}) {
    const operation = documentAST?.definitions.find((definition) =>
      definition.kind === 'OperationDefinition' &&
      (!given.operationName || definition.name?.value === given.operationName));
    const request = withSeenVariables(given, operation);
    if (operation?.operation === 'subscription') return clientFor(withSeenToken(headers)).iterate(request);
    return ask(request, headers);
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

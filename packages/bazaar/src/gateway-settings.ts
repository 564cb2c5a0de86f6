/** What the marketplace's gateway is told in one process; deploy/gateway.yaml says the same to one of its own. */
export const GATEWAY_SETTINGS = {
  // What strangers register would push out what is counted of them.
  documents: { automatic: 'signedIn' },
  oncePerOperation: [
    'Mutation.userSignIn',
    'Mutation.userRegister',
    'Mutation.userChangePassword',
    'Mutation.sessionRefresh',
  ],
  cost: { mode: 'enforce' },
  // For programs that run away, not for people.
  rateLimits: {
    anonymous: { query: 6_000, mutation: 600, subscription: 600 },
    signedIn: { query: 60_000, mutation: 6_000, subscription: 600 },
    // Many shoppers may share an address, and their tokens expire.
    failedIdentifications: 300,
    preparation: { anonymousMs: 600, signedInMs: 1_200 },
  },
  // Shoppers may be given what strangers see of the shop. A changed price shall be seen at once, and what clients keep cannot be called back.
  caching: { responses: true, entities: true, requireRedis: true, publicRoles: ['CUSTOMER'], clientMaxAgeS: 0 },
  // What every subscription of the marketplace begins with.
  live: { lateJoiners: 'currentState' },
} as const;

import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { UsersContext } from '../context.ts';
import { usePartnerKey } from '../storage/partner-keys.ts';

/** Tells the gateway whose key it was shown. */
export const identifyPartnerKey: CommandHandler<UsersContext, 'users.identifyPartnerKey'> = async (
  { reader, now },
  { keyHash },
) => {
  const partner = await usePartnerKey(reader, Buffer.from(keyHash, 'hex'), now());
  return { partner: partner && { ...partner, scopes: [...partner.scopes] } };
};

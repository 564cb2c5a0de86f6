import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { UsersContext } from '../context.ts';
import { findDocumentToRun } from '../storage/partner-documents.ts';

/** Tells the gateway what a partner's program asks for by its hash. */
export const findPartnerDocument: CommandHandler<UsersContext, 'users.findPartnerDocument'> = async (
  { reader },
  input,
) => {
  const partnerId = parseId('ptn', input.partnerId);
  return { document: partnerId && (await findDocumentToRun(reader, partnerId, input.hash)) };
};

import { defineSubgraph } from '@bazaar/subgraph/define-subgraph';
import { findContact } from './commands/find-contact.ts';
import { findPartnerDocument } from './commands/find-partner-document.ts';
import { identifyPartnerKey } from './commands/identify-partner-key.ts';
import { recordDocumentUsage } from './commands/record-document-usage.ts';
import { usersVariables } from './config.ts';
import { createContext, openServices } from './context.ts';
import { serveJwks } from './keys/serve-jwks.ts';
import { onVendorMemberAdded, onVendorMemberRemoved } from './listeners/on-vendor-member-changed.ts';
import { addressCreate } from './resolvers/Mutation/addressCreate.ts';
import { addressDelete } from './resolvers/Mutation/addressDelete.ts';
import { addressSetDefault } from './resolvers/Mutation/addressSetDefault.ts';
import { addressUpdate } from './resolvers/Mutation/addressUpdate.ts';
import { sessionRefresh } from './resolvers/Mutation/sessionRefresh.ts';
import { sessionSignOut } from './resolvers/Mutation/sessionSignOut.ts';
import { sessionSignOutEverywhere } from './resolvers/Mutation/sessionSignOutEverywhere.ts';
import { userChangePassword } from './resolvers/Mutation/userChangePassword.ts';
import { userRegister } from './resolvers/Mutation/userRegister.ts';
import { userSetRoles } from './resolvers/Mutation/userSetRoles.ts';
import { userSignIn } from './resolvers/Mutation/userSignIn.ts';
import { userUpdateProfile } from './resolvers/Mutation/userUpdateProfile.ts';
import { Partner } from './resolvers/Partner.ts';
import { PartnerConnection } from './resolvers/PartnerConnection.ts';
import { PartnerDocument } from './resolvers/PartnerDocument.ts';
import { PartnerDocumentConnection } from './resolvers/PartnerDocumentConnection.ts';
import { PartnerDocumentUsage } from './resolvers/PartnerDocumentUsage.ts';
import { me } from './resolvers/Query/me.ts';
import { myPartner } from './resolvers/Query/myPartner.ts';
import { partner } from './resolvers/Query/partner.ts';
import { partners } from './resolvers/Query/partners.ts';
import { user } from './resolvers/Query/user.ts';
import { Session } from './resolvers/Session.ts';
import { User } from './resolvers/User.ts';
import { AddressTable } from './storage/address-table.ts';
import { PartnerKeyTable } from './storage/partner-key-table.ts';
import { PartnerTable } from './storage/partner-table.ts';
import { SessionTable } from './storage/session-table.ts';
import { UserTable } from './storage/user-table.ts';
import { deleteExpiredSessions } from './sweeps/delete-expired-sessions.ts';
import { deleteOldUsage } from './sweeps/delete-old-usage.ts';
import { rotateKeys } from './sweeps/rotate-keys.ts';

/** Who people are: accounts, sessions, tokens, addresses. And which programs of partners may ask for what. */
export const users = defineSubgraph({
  name: 'users',
  root: new URL('../', import.meta.url),
  config: usersVariables,
  entities: [UserTable, SessionTable, AddressTable, PartnerTable, PartnerKeyTable],
  services: openServices,
  context: createContext,
  resolvers: {
    Query: { me, user, myPartner, partner, partners },
    Mutation: {
      userRegister,
      userSignIn,
      userUpdateProfile,
      userChangePassword,
      userSetRoles,
      sessionRefresh,
      sessionSignOut,
      sessionSignOutEverywhere,
      addressCreate,
      addressUpdate,
      addressDelete,
      addressSetDefault,
    },
    User,
    Session,
    Partner,
    PartnerConnection,
    PartnerDocument,
    PartnerDocumentConnection,
    PartnerDocumentUsage,
  },
  commands: {
    'users.findContact': findContact,
    'users.identifyPartnerKey': identifyPartnerKey,
    'users.findPartnerDocument': findPartnerDocument,
    'users.recordDocumentUsage': recordDocumentUsage,
  },
  listeners: { 'vendor.member_added': onVendorMemberAdded, 'vendor.member_removed': onVendorMemberRemoved },
  sweeps: [rotateKeys, deleteExpiredSessions, deleteOldUsage],
  rawRoutes: { 'GET /.well-known/jwks.json': serveJwks },
});

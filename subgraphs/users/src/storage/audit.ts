import type { UserId } from '@bazaar/ids/kinds';
import { idToUuid, newId } from '@bazaar/ids/id';
import { execute } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';

export type AuditAction =
  | 'user.registered'
  | 'user.signed_in'
  | 'user.sign_in_failed'
  | 'user.password_changed'
  | 'user.roles_changed'
  | 'session.ended'
  | 'session.token_reused'
  | 'signing_key.added'
  | 'partner.created'
  | 'partner.changed'
  | 'partner.key_added'
  | 'partner.keys_ending'
  | 'partner.key_revoked'
  | 'partner.suspended'
  | 'partner.reinstated'
  | 'partner.documents_published'
  | 'partner.documents_retired';

/** Appends a security event. `resource` is an id; `detail` holds no credentials and no personal data. */
export async function recordAudit(
  tx: Tx,
  event: { action: AuditAction; actorId: UserId | null; resource: string; at: Date; detail?: Record<string, unknown> },
): Promise<void> {
  await execute(
    tx,
    'insert into audit_event (id, occurred_at, actor_id, action, resource, detail) values ($1, $2, $3, $4, $5, $6)',
    [
      idToUuid(newId('aud')),
      event.at,
      event.actorId ? idToUuid(event.actorId) : null,
      event.action,
      event.resource,
      JSON.stringify(event.detail ?? {}),
    ],
  );
}

-- A session that ended because its user signed in on too many others.
alter table session
  drop constraint session_end_reason_check,
  add constraint session_end_reason_check check (
    end_reason in ('SIGNED_OUT', 'SIGNED_OUT_EVERYWHERE', 'PASSWORD_CHANGED', 'TOKEN_REUSED', 'ROLES_CHANGED', 'SUSPENDED', 'SUPERSEDED')
  );

-- Tokens that were exchanged, by age: they are deleted once they would have expired unused.
create index refresh_token_used_by_age on refresh_token (issued_at) where used_at is not null;

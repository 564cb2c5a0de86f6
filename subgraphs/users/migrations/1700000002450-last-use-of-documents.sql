-- Counts of use are deleted after a year, and read for some days. When a document was last used stays known as long as the document.
alter table partner_document add column last_used_at timestamptz;

update partner_document d set last_used_at = u.last_used_at
  from (select partner_id, hash, max(last_used_at) as last_used_at from partner_document_usage group by partner_id, hash) u
 where u.partner_id = d.partner_id and u.hash = d.hash;

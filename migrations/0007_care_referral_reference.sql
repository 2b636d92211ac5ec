-- A referral sent by file or by a program carries the sender's reference: the same reference is the same referral, so
-- a file sent twice refers nobody twice. The hash tells a repeat from a change.
alter table care.referral add column external_reference text constraint referral_external_once unique;
alter table care.referral add column content_hash text;
comment on column care.referral.external_reference is 'The sender''s reference of this referral; null when it was typed in';
comment on column care.referral.content_hash is 'SHA-256 of what was asked for, in hexadecimal, to tell a repeat from a change';

create index referral_by_received on care.referral (received_on);
create index package_by_referral on care.package (referral_id);
create index person_by_family_name on care.person (lower(family_name) text_pattern_ops);
create index person_by_postcode on care.person (postcode);

-- Who is offered a package sees where the referral came from, who pays and since when it waits; not the note.
grant select (id, person_id, source, funder, received_on) on care.referral to tendwell_provider;
create policy provider_offered on care.referral for select to tendwell_provider
  using (exists (select from care.package k where k.referral_id = referral.id));

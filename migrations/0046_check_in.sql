-- Check-in for providers without a system of their own: care workers' secure links, who goes to which planned visit, tags at homes,
-- and every event that a phone sent.
create table visits.check_in_worker (
  provider_id uuid not null constraint check_in_worker_provider_fk references market.provider,
  reference text not null constraint check_in_worker_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,29}$'),
  name text not null,
  added_at timestamptz not null,
  added_by text not null,
  constraint check_in_worker_pk primary key (provider_id, reference)
);
comment on table visits.check_in_worker is 'Care workers who check in by a link';
comment on column visits.check_in_worker.provider_id is 'The provider';
comment on column visits.check_in_worker.reference is 'Its reference of the care worker; visit records carry it';
comment on column visits.check_in_worker.name is 'How the provider calls the care worker on its own pages; in no record';
comment on column visits.check_in_worker.added_at is 'When the care worker was added';
comment on column visits.check_in_worker.added_by is 'Who added the care worker';

create table visits.check_in_link (
  id uuid constraint check_in_link_pk primary key,
  provider_id uuid not null,
  worker_reference text not null,
  secret_hash bytea not null constraint check_in_link_secret unique,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  constraint check_in_link_worker_fk foreign key (provider_id, worker_reference) references visits.check_in_worker,
  constraint check_in_link_expiry check (expires_at > made_at),
  constraint check_in_link_revoked check ((revoked_at is null) = (revoked_by is null))
);
create unique index check_in_link_live on visits.check_in_link (provider_id, worker_reference) where revoked_at is null;
comment on table visits.check_in_link is 'Secure links of care workers; one that is not revoked for each';
comment on column visits.check_in_link.id is 'Identity';
comment on column visits.check_in_link.provider_id is 'The provider';
comment on column visits.check_in_link.worker_reference is 'Whose link it is';
comment on column visits.check_in_link.secret_hash is 'SHA-256 of the secret; the secret itself is kept nowhere';
comment on column visits.check_in_link.made_at is 'When it was made';
comment on column visits.check_in_link.made_by is 'Who made it';
comment on column visits.check_in_link.expires_at is 'When it ends by itself';
comment on column visits.check_in_link.revoked_at is 'When it was ended, by hand or because another was made; null while it is not';
comment on column visits.check_in_link.revoked_by is 'Who ended it';

create table visits.check_in_phone (
  link_id uuid not null constraint check_in_phone_link_fk references visits.check_in_link,
  phone_id uuid not null,
  provider_id uuid not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  skew_seconds int not null,
  constraint check_in_phone_pk primary key (link_id, phone_id)
);
comment on table visits.check_in_phone is 'Phones that have used a link';
comment on column visits.check_in_phone.link_id is 'The link';
comment on column visits.check_in_phone.phone_id is 'Made up by the browser; says nothing of the phone';
comment on column visits.check_in_phone.provider_id is 'The provider';
comment on column visits.check_in_phone.first_seen_at is 'First exchange';
comment on column visits.check_in_phone.last_seen_at is 'Last exchange';
comment on column visits.check_in_phone.skew_seconds is 'By how many seconds its clock was behind ours at the last exchange; negative when ahead';

create table visits.home_tag (
  id uuid constraint home_tag_pk primary key,
  provider_id uuid not null constraint home_tag_provider_fk references market.provider,
  person_id uuid not null constraint home_tag_person_fk references care.person,
  code text not null,
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  constraint home_tag_code unique (provider_id, code),
  constraint home_tag_revoked check ((revoked_at is null) = (revoked_by is null))
);
create index home_tag_by_person on visits.home_tag (person_id);
comment on table visits.home_tag is 'Codes on tags at people''s homes: whoever enters one was there, or has seen it there';
comment on column visits.home_tag.id is 'Identity';
comment on column visits.home_tag.provider_id is 'The provider whose care workers use it';
comment on column visits.home_tag.person_id is 'Whose home it is at';
comment on column visits.home_tag.code is 'What is printed on it; opens nothing';
comment on column visits.home_tag.made_at is 'When it was made';
comment on column visits.home_tag.made_by is 'Who made it';
comment on column visits.home_tag.revoked_at is 'From when on it proves nothing; null while it does';
comment on column visits.home_tag.revoked_by is 'Who revoked it';

create table visits.round_visit (
  id bigint generated always as identity constraint round_visit_pk primary key,
  provider_id uuid not null,
  planned_visit_id bigint not null constraint round_visit_planned_fk references visits.planned_visit,
  seat smallint not null constraint round_visit_seat check (seat in (1, 2)),
  worker_reference text not null,
  assigned_at timestamptz not null,
  assigned_by text not null,
  removed_at timestamptz,
  constraint round_visit_worker_fk foreign key (provider_id, worker_reference) references visits.check_in_worker
);
create unique index round_visit_seat_once on visits.round_visit (planned_visit_id, seat) where removed_at is null;
create index round_visit_by_worker on visits.round_visit (provider_id, worker_reference, planned_visit_id);
comment on table visits.round_visit is 'Who goes to which planned visit: the rounds of care workers who check in by a link';
comment on column visits.round_visit.id is 'Identity';
comment on column visits.round_visit.provider_id is 'The provider';
comment on column visits.round_visit.planned_visit_id is 'The planned visit';
comment on column visits.round_visit.seat is '1, or 2 for the second care worker';
comment on column visits.round_visit.worker_reference is 'Who goes';
comment on column visits.round_visit.assigned_at is 'When that was decided';
comment on column visits.round_visit.assigned_by is 'Who decided it';
comment on column visits.round_visit.removed_at is 'From when on somebody else goes, or nobody; null while it stands';

create table visits.check_in_event (
  id uuid constraint check_in_event_pk primary key,
  provider_id uuid not null,
  worker_reference text not null,
  planned_visit_id bigint not null constraint check_in_event_planned_fk references visits.planned_visit,
  link_id uuid constraint check_in_event_link_fk references visits.check_in_link,
  phone_id uuid,
  kind text not null constraint check_in_event_kind check (kind in ('in', 'out', 'task', 'note', 'outcome', 'sign', 'adjust')),
  detail jsonb not null,
  phone_at timestamptz,
  skew_seconds int not null,
  at timestamptz not null,
  received_at timestamptz not null,
  received_by text not null,
  constraint check_in_event_worker_fk foreign key (provider_id, worker_reference) references visits.check_in_worker
);
create index check_in_event_by_visit on visits.check_in_event (planned_visit_id);
comment on table visits.check_in_event is 'Everything that phones sent, and what the office put right; never edited. Visit records are made from it (visits/rules/check-in-record.ts)';
comment on column visits.check_in_event.id is 'Made up by the phone: the same event sent again is recognised by it';
comment on column visits.check_in_event.provider_id is 'The provider';
comment on column visits.check_in_event.worker_reference is 'Whose visit it is about';
comment on column visits.check_in_event.planned_visit_id is 'The planned visit';
comment on column visits.check_in_event.link_id is 'The link it came by; null when the office entered it';
comment on column visits.check_in_event.phone_id is 'The phone it came from; null for a page without scripts and for the office';
comment on column visits.check_in_event.kind is 'in, out, task, note, outcome, sign or adjust (by the office)';
comment on column visits.check_in_event.detail is 'What it says (eventDetail in visits/terms/check-in.ts)';
comment on column visits.check_in_event.phone_at is 'The phone''s clock when it happened; null when our own clock was used';
comment on column visits.check_in_event.skew_seconds is 'By how much that clock was behind ours when the event was sent';
comment on column visits.check_in_event.at is 'When it happened, by our clock';
comment on column visits.check_in_event.received_at is 'When it came';
comment on column visits.check_in_event.received_by is 'By whom or by which link';

grant select, insert on visits.check_in_worker, visits.check_in_link, visits.check_in_phone, visits.home_tag, visits.round_visit, visits.check_in_event to tendwell_council, tendwell_provider;
grant update (name) on visits.check_in_worker to tendwell_council, tendwell_provider;
grant update (revoked_at, revoked_by) on visits.check_in_link, visits.home_tag to tendwell_council, tendwell_provider;
grant update (last_seen_at, skew_seconds) on visits.check_in_phone to tendwell_council, tendwell_provider;
grant update (removed_at) on visits.round_visit to tendwell_council, tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['check_in_worker', 'check_in_link', 'check_in_phone', 'home_tag', 'round_visit', 'check_in_event'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on visits.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;

alter table visits.visit_file drop constraint visit_file_layout, add constraint visit_file_layout check (layout in ('tendwell', 'tendwell-json', 'access', 'mapped', 'calls', 'check-in'));
comment on column visits.visit_file.layout is 'tendwell (our own CSV), tendwell-json, access (the Access provider-portal CSV), mapped (any table through the provider''s mapping), calls (a batch sent through the API) or check-in (made from the events of a care worker''s phone)';

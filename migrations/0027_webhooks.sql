-- Webhooks: news told to other organisations' programs by signed requests.
create schema webhooks;
grant usage on schema webhooks to tendwell_council, tendwell_provider;

create table webhooks.endpoint (
  id uuid constraint endpoint_pk primary key,
  organisation_id uuid,
  url text not null,
  topics text[] not null constraint endpoint_topics check (cardinality(topics) > 0),
  created_at timestamptz not null,
  created_by text not null,
  closed_at timestamptz,
  closed_by text,
  constraint endpoint_closed_whole check ((closed_at is null) = (closed_by is null))
);
create index endpoint_by_organisation on webhooks.endpoint (organisation_id);
comment on table webhooks.endpoint is 'Where an organisation wants to be told of news';
comment on column webhooks.endpoint.id is 'Identity';
comment on column webhooks.endpoint.organisation_id is 'The provider it belongs to; null for the council';
comment on column webhooks.endpoint.url is 'Address that requests go to';
comment on column webhooks.endpoint.topics is 'Kinds of news it wants: offer.made';
comment on column webhooks.endpoint.created_at is 'When it was added';
comment on column webhooks.endpoint.created_by is 'Who added it';
comment on column webhooks.endpoint.closed_at is 'When it was removed; its log is kept';
comment on column webhooks.endpoint.closed_by is 'Who removed it';

create table webhooks.secret (
  id uuid constraint secret_pk primary key,
  endpoint_id uuid not null constraint secret_endpoint_fk references webhooks.endpoint,
  organisation_id uuid,
  secret text not null,
  made_at timestamptz not null,
  until_at timestamptz
);
create index secret_by_endpoint on webhooks.secret (endpoint_id, made_at);
comment on table webhooks.secret is 'What requests to an endpoint are signed with. Kept readable, as a signature needs it; shown to its organisation once';
comment on column webhooks.secret.id is 'Identity';
comment on column webhooks.secret.endpoint_id is 'The endpoint';
comment on column webhooks.secret.organisation_id is 'Its organisation; null for the council';
comment on column webhooks.secret.secret is 'whsec_ and 32 random bytes in base64';
comment on column webhooks.secret.made_at is 'When it was made';
comment on column webhooks.secret.until_at is 'When it stops signing, once another took its place';

create table webhooks.pause (
  id uuid constraint pause_pk primary key,
  endpoint_id uuid not null constraint pause_endpoint_fk references webhooks.endpoint,
  organisation_id uuid,
  reason text not null constraint pause_reason check (reason in ('asked', 'failing', 'gone')),
  paused_at timestamptz not null,
  paused_by text not null,
  resumed_at timestamptz,
  resumed_by text
);
create unique index pause_open_once on webhooks.pause (endpoint_id) where resumed_at is null;
comment on table webhooks.pause is 'Times in which an endpoint is told nothing';
comment on column webhooks.pause.id is 'Identity';
comment on column webhooks.pause.endpoint_id is 'The endpoint';
comment on column webhooks.pause.organisation_id is 'Its organisation; null for the council';
comment on column webhooks.pause.reason is 'asked (by its organisation), failing (for too long), gone (it answered 410)';
comment on column webhooks.pause.paused_at is 'From when';
comment on column webhooks.pause.paused_by is 'Who paused it';
comment on column webhooks.pause.resumed_at is 'Until when; null while it lasts';
comment on column webhooks.pause.resumed_by is 'Who resumed it';

create table webhooks.delivery (
  id uuid constraint delivery_pk primary key,
  endpoint_id uuid not null constraint delivery_endpoint_fk references webhooks.endpoint,
  organisation_id uuid,
  topic text not null,
  body text not null,
  made_at timestamptz not null
);
create index delivery_by_endpoint on webhooks.delivery (endpoint_id, made_at);
comment on table webhooks.delivery is 'News to be told to an endpoint';
comment on column webhooks.delivery.id is 'Identity; sent as webhook-id, the same at each attempt';
comment on column webhooks.delivery.endpoint_id is 'The endpoint';
comment on column webhooks.delivery.organisation_id is 'Its organisation; null for the council';
comment on column webhooks.delivery.topic is 'Kind of news';
comment on column webhooks.delivery.body is 'The news as it is sent, its links as paths: ids and links, never personal data';
comment on column webhooks.delivery.made_at is 'When it was made';

create table webhooks.attempt (
  delivery_id uuid not null constraint attempt_delivery_fk references webhooks.delivery,
  number int not null constraint attempt_number check (number >= 1),
  endpoint_id uuid not null constraint attempt_endpoint_fk references webhooks.endpoint,
  organisation_id uuid,
  attempted_at timestamptz not null,
  milliseconds int not null,
  status int,
  failure text,
  was_taken boolean not null,
  constraint attempt_pk primary key (delivery_id, number)
);
create index attempt_by_endpoint on webhooks.attempt (endpoint_id, attempted_at);
comment on table webhooks.attempt is 'Each try to deliver';
comment on column webhooks.attempt.delivery_id is 'The delivery';
comment on column webhooks.attempt.number is 'From 1';
comment on column webhooks.attempt.endpoint_id is 'Its endpoint';
comment on column webhooks.attempt.organisation_id is 'Its organisation; null for the council';
comment on column webhooks.attempt.attempted_at is 'When';
comment on column webhooks.attempt.milliseconds is 'How long it took';
comment on column webhooks.attempt.status is 'HTTP status of the answer; null when none came';
comment on column webhooks.attempt.failure is 'Why no answer came, as words of ours';
comment on column webhooks.attempt.was_taken is 'True for a status from 200 to 299';

do $$
declare t text;
begin
  foreach t in array array['endpoint', 'secret', 'pause', 'delivery', 'attempt'] loop
    execute format('grant select, insert on webhooks.%I to tendwell_council', t);
    execute format('alter table webhooks.%I enable row level security', t);
    execute format('create policy council_all on webhooks.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on webhooks.%I to tendwell_provider using (organisation_id = (select access.organisation())) with check (organisation_id = (select access.organisation()))', t);
  end loop;
end $$;
grant update (closed_at, closed_by) on webhooks.endpoint to tendwell_council, tendwell_provider;
grant update (until_at) on webhooks.secret to tendwell_council, tendwell_provider;
grant update (resumed_at, resumed_by) on webhooks.pause to tendwell_council, tendwell_provider;
grant select, insert on webhooks.endpoint, webhooks.pause to tendwell_provider;
grant select on webhooks.delivery, webhooks.attempt to tendwell_provider;
grant insert on webhooks.delivery, webhooks.secret to tendwell_provider;
-- A secret is written and never read back by its organisation.
grant select (id, endpoint_id, organisation_id, made_at, until_at) on webhooks.secret to tendwell_provider;

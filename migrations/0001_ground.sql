-- The two database roles behind which row-level security stands. The login that runs Tendwell owns the tables and
-- takes one of these roles at the start of every transaction.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tendwell_council') then create role tendwell_council nologin; end if;
  if not exists (select from pg_roles where rolname = 'tendwell_provider') then create role tendwell_provider nologin; end if;
exception when duplicate_object or unique_violation then null; -- two databases migrating at once on one server
end $$;
do $$
begin
  execute format('grant tendwell_council, tendwell_provider to %I', current_user);
exception when others then
  -- A server's owner may have granted the roles already and kept the right to grant for themselves.
  if not (pg_has_role(current_user, 'tendwell_council', 'member') and pg_has_role(current_user, 'tendwell_provider', 'member')) then raise; end if;
end $$;

create schema access;
create schema audit;
create schema notify;
create schema care;
create schema market;
create schema brokerage;
create schema visits;
create schema payment;
grant usage on schema access, audit, notify, care, market, brokerage, visits, payment to tendwell_council, tendwell_provider;

create function access.organisation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('tendwell.organisation_id', true), '')::uuid $$;
comment on function access.organisation() is 'The provider on whose behalf this transaction runs; null for the council';

create table access.user_account (
  id uuid constraint user_account_pk primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  email text not null,
  role text not null,
  organisation_id uuid,
  person_id uuid,
  active boolean not null default true,
  created_at timestamptz not null,
  constraint user_account_subject_once unique (issuer, subject),
  constraint user_account_provider_role check ((role in ('provider-coordinator', 'provider-finance')) = (organisation_id is not null)),
  constraint user_account_person_role check ((role = 'person') = (person_id is not null))
);
comment on table access.user_account is 'Who may sign in, and as what';
comment on column access.user_account.id is 'Identity of the account';
comment on column access.user_account.issuer is 'The OpenID provider that vouches for the subject';
comment on column access.user_account.subject is 'The subject claim; the account is keyed on it, never on the email';
comment on column access.user_account.name is 'Name shown on screen and in the audit trail';
comment on column access.user_account.email is 'Where messages go';
comment on column access.user_account.role is 'One of the roles in src/platform/access/roles.ts';
comment on column access.user_account.organisation_id is 'The provider the account belongs to; null for council staff';
comment on column access.user_account.person_id is 'For the role person: whose care they may see';
comment on column access.user_account.active is 'False once the account is closed';
comment on column access.user_account.created_at is 'When the account was added';

create table access.session (
  token_hash bytea constraint session_pk primary key,
  user_id uuid not null constraint session_user_fk references access.user_account,
  id_token text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_user on access.session (user_id);
comment on table access.session is 'Signed-in browsers';
comment on column access.session.token_hash is 'SHA-256 of the cookie; the cookie itself is kept nowhere';
comment on column access.session.user_id is 'Whose session it is';
comment on column access.session.id_token is 'Handed back to the OpenID provider at sign-out';
comment on column access.session.created_at is 'When they signed in';
comment on column access.session.last_seen_at is 'Last request, for the idle limit';
comment on column access.session.expires_at is 'End of the session whatever happens';

create table access.api_token (
  id uuid constraint api_token_pk primary key,
  organisation_id uuid,
  role text not null,
  name text not null,
  token_hash bytea not null constraint api_token_hash_once unique,
  scopes text[] not null,
  created_by uuid not null constraint api_token_creator_fk references access.user_account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table access.api_token is 'Keys for programs, each for one organisation';
comment on column access.api_token.id is 'Identity of the token';
comment on column access.api_token.organisation_id is 'The provider it acts for; null for the council';
comment on column access.api_token.role is 'The role it acts in';
comment on column access.api_token.name is 'What its owner calls it';
comment on column access.api_token.token_hash is 'SHA-256 of the token; the token is shown once and kept nowhere';
comment on column access.api_token.scopes is 'Names of the permissions it may use';
comment on column access.api_token.created_by is 'Who issued it';
comment on column access.api_token.created_at is 'When it was issued';
comment on column access.api_token.expires_at is 'When it stops working';
comment on column access.api_token.last_used_at is 'Last request made with it';
comment on column access.api_token.revoked_at is 'When it was revoked';

create table access.idempotency_key (
  token_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  response jsonb not null,
  created_at timestamptz not null,
  constraint idempotency_key_pk primary key (token_id, key)
);
comment on table access.idempotency_key is 'Answers already given to API writes, replayed when the same request comes again';
comment on column access.idempotency_key.token_id is 'The token that wrote';
comment on column access.idempotency_key.key is 'The caller''s Idempotency-Key header';
comment on column access.idempotency_key.request_hash is 'SHA-256 of method, address and body, so that a key cannot be reused for something else';
comment on column access.idempotency_key.status is 'HTTP status of the first answer';
comment on column access.idempotency_key.response is 'Body of the first answer';
comment on column access.idempotency_key.created_at is 'When it was first answered';

create table audit.event (
  seq bigint constraint event_pk primary key,
  at timestamptz not null,
  user_id uuid,
  actor_name text not null,
  role text not null,
  organisation_id uuid,
  request_id text,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  person_id uuid,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null
);
create index event_by_person on audit.event (person_id, seq) where person_id is not null;
create index event_by_subject on audit.event (subject_kind, subject_id, seq);
comment on table audit.event is 'The audit trail: append-only, each event sealed with the hash of the one before';
comment on column audit.event.seq is 'Place in the chain, without gaps';
comment on column audit.event.at is 'When it happened';
comment on column audit.event.user_id is 'Account of who did it; null for the system';
comment on column audit.event.actor_name is 'Name of who did it';
comment on column audit.event.role is 'Role they acted in';
comment on column audit.event.organisation_id is 'Provider they acted for; null for the council';
comment on column audit.event.request_id is 'The web request it came from';
comment on column audit.event.kind is 'What happened, in the past tense';
comment on column audit.event.subject_kind is 'Kind of thing it happened to';
comment on column audit.event.subject_id is 'Which one';
comment on column audit.event.person_id is 'The person whose record it concerns';
comment on column audit.event.detail is 'Facts of the event: ids and codes, never names or addresses';
comment on column audit.event.previous_hash is 'Hash of the event before; 32 zero bytes for the first';
comment on column audit.event.hash is 'SHA-256 over the previous hash and this event''s text (audit.event_text)';

create function audit.event_text(e audit.event) returns text language sql immutable
  as $$ select concat_ws(E'\x1f', e.seq, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(e.user_id::text, '-'),
    e.actor_name, e.role, coalesce(e.organisation_id::text, '-'), coalesce(e.request_id, '-'), e.kind, e.subject_kind, e.subject_id,
    coalesce(e.person_id::text, '-'), e.detail::text) $$;
comment on function audit.event_text(audit.event) is 'The text of an event that its hash seals';

create function audit.append(p_at timestamptz, p_user uuid, p_name text, p_role text, p_organisation uuid, p_request text, p_events jsonb)
returns void language plpgsql as $$
declare
  e audit.event;
  item jsonb;
begin
  -- One writer at a time: the chain has one end.
  perform pg_advisory_xact_lock(7210344);
  select seq, hash into e.seq, e.hash from audit.event order by seq desc limit 1;
  e.seq := coalesce(e.seq, 0);
  e.hash := coalesce(e.hash, decode(repeat('00', 32), 'hex'));
  for item in select value from jsonb_array_elements(p_events) loop
    e.previous_hash := e.hash;
    e.seq := e.seq + 1;
    e.at := p_at; e.user_id := p_user; e.actor_name := p_name; e.role := p_role; e.organisation_id := p_organisation; e.request_id := p_request;
    e.kind := item->>'kind'; e.subject_kind := item->>'subject_kind'; e.subject_id := item->>'subject_id';
    e.person_id := (item->>'person_id')::uuid; e.detail := item->'detail';
    e.hash := sha256(e.previous_hash || convert_to(audit.event_text(e), 'UTF8'));
    insert into audit.event values (e.*);
  end loop;
end $$;
comment on function audit.append(timestamptz, uuid, text, text, uuid, text, jsonb) is 'Adds events to the end of the chain under its lock';
create function audit.keep() returns trigger language plpgsql as $$ begin raise exception 'the audit trail is append-only'; end $$;
comment on function audit.keep() is 'Refuses any change to the audit trail';
create trigger event_is_append_only before update or delete or truncate on audit.event for each statement execute function audit.keep();

create table notify.message (
  id uuid constraint message_pk primary key,
  template text not null,
  recipient_user_id uuid,
  recipient_email text not null,
  fields jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  provider_reference text,
  failed_at timestamptz,
  failure text
);
comment on table notify.message is 'The outbox: messages to send and messages sent';
comment on column notify.message.id is 'Identity, and the reference given to GOV.UK Notify';
comment on column notify.message.template is 'Which message it is';
comment on column notify.message.recipient_user_id is 'The account it is for';
comment on column notify.message.recipient_email is 'Where it goes';
comment on column notify.message.fields is 'What fills the template: references and links, never a person''s name, address or needs';
comment on column notify.message.created_at is 'When it was put in the outbox';
comment on column notify.message.sent_at is 'When it was handed over; null while it waits';
comment on column notify.message.provider_reference is 'The id GOV.UK Notify gave it; null for the local outbox';
comment on column notify.message.failed_at is 'When sending was given up';
comment on column notify.message.failure is 'Why sending failed, in the service''s words';

grant select, insert, update, delete on all tables in schema access to tendwell_council;
grant select on access.user_account, access.api_token to tendwell_provider;
grant insert, update on access.api_token to tendwell_provider;
grant select on audit.event to tendwell_council;
grant select, insert, update on notify.message to tendwell_council;
grant insert on notify.message to tendwell_provider;

alter table access.user_account enable row level security;
create policy council_all on access.user_account to tendwell_council using (true) with check (true);
create policy provider_own on access.user_account for select to tendwell_provider using (organisation_id = access.organisation());
alter table access.api_token enable row level security;
create policy council_all on access.api_token to tendwell_council using (true) with check (true);
create policy provider_own on access.api_token to tendwell_provider using (organisation_id = access.organisation()) with check (organisation_id = access.organisation());

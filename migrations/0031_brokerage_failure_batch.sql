-- Batches of a failing provider's people: proposed by the best assignment, edited by a broker, sent.

create table brokerage.failure_batch (
  id uuid constraint failure_batch_pk primary key,
  failure_id uuid not null constraint failure_batch_failure_fk references brokerage.provider_failure,
  rule_version text not null,
  inputs_hash text not null,
  inputs jsonb not null,
  result jsonb not null,
  made_at timestamptz not null,
  made_by text not null
);
create index failure_batch_by_failure on brokerage.failure_batch (failure_id, made_at);
comment on table brokerage.failure_batch is 'Proposals where some of a failing provider''s people could go, as they were worked out; sent once something is kept of it in failure_move';
comment on column brokerage.failure_batch.id is 'Identity';
comment on column brokerage.failure_batch.failure_id is 'The failure';
comment on column brokerage.failure_batch.rule_version is 'Version of the assignment''s rule';
comment on column brokerage.failure_batch.inputs_hash is 'SHA-256 of the inputs as they were hashed when it was made';
comment on column brokerage.failure_batch.inputs is 'The packages, declared hours and the reserve of the providers of last resort, as they stood';
comment on column brokerage.failure_batch.result is 'The assignment with its reasons, seed and rounds';
comment on column brokerage.failure_batch.made_at is 'When';
comment on column brokerage.failure_batch.made_by is 'Who';

create table brokerage.failure_move (
  placement_id uuid constraint failure_move_pk primary key constraint failure_move_placement_fk references brokerage.placement,
  batch_id uuid not null constraint failure_move_batch_fk references brokerage.failure_batch,
  package_id uuid not null constraint failure_move_package_fk references care.package,
  proposed_provider_id uuid constraint failure_move_proposed_fk references market.provider,
  provider_id uuid constraint failure_move_provider_fk references market.provider,
  pool_zone_id uuid constraint failure_move_pool_fk references market.zone,
  call_off_id uuid constraint failure_move_call_off_fk references brokerage.call_off,
  handover_on date not null,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint failure_move_pool check ((provider_id is null) = (pool_zone_id is null))
);
create index failure_move_by_batch on brokerage.failure_move (batch_id);
create index failure_move_by_call_off on brokerage.failure_move (call_off_id);
comment on table brokerage.failure_move is 'What became of the people of a batch once it was sent, as the broker edited it';
comment on column brokerage.failure_move.placement_id is 'The placement with the failing provider';
comment on column brokerage.failure_move.batch_id is 'The batch';
comment on column brokerage.failure_move.package_id is 'The package under which care goes on';
comment on column brokerage.failure_move.proposed_provider_id is 'Whom the assignment proposed; null where nobody had the hours';
comment on column brokerage.failure_move.provider_id is 'Who was asked first, alone; null where the search asked in the ordinary order';
comment on column brokerage.failure_move.pool_zone_id is 'Zone of the declared hours that the offer to that provider takes from';
comment on column brokerage.failure_move.call_off_id is 'The search; null where the package lies in no zone';
comment on column brokerage.failure_move.handover_on is 'Last day with the failing provider';
comment on column brokerage.failure_move.moved_at is 'When';
comment on column brokerage.failure_move.moved_by is 'Who sent the batch';

do $$
declare t text;
begin
  foreach t in array array['failure_batch', 'failure_move'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

-- A provider is shown how long its hours count; nothing of a person or a provider is among these settings.
grant select on brokerage.chasing_terms to tendwell_provider;
create policy provider_reads on brokerage.chasing_terms for select to tendwell_provider using (true);

-- After how many days a provider's declared hours no longer count, and when it is reminded of that; kept with the other settings of chasing.
alter table brokerage.chasing_terms
  add column capacity_stale_days int not null default 14 constraint chasing_terms_stale check (capacity_stale_days between 1 and 90),
  add column capacity_remind_days int not null default 2 constraint chasing_terms_remind check (capacity_remind_days between 0 and 30);
comment on column brokerage.chasing_terms.capacity_stale_days is 'Days after which declared capacity counts as no hours';
comment on column brokerage.chasing_terms.capacity_remind_days is 'Days before that on which the provider is reminded; 0 for only when it is stale';

create table brokerage.capacity_reminder (
  declaration_id bigint not null constraint capacity_reminder_declaration_fk references brokerage.capacity_declaration,
  kind text not null constraint capacity_reminder_kind check (kind in ('soon', 'stale')),
  sent_at timestamptz not null,
  constraint capacity_reminder_pk primary key (declaration_id, kind)
);
comment on table brokerage.capacity_reminder is 'Declarations whose provider was told that they soon, or now, count as no hours';
comment on column brokerage.capacity_reminder.declaration_id is 'The declaration';
comment on column brokerage.capacity_reminder.kind is 'soon (some days before) or stale (when it no longer counts)';
comment on column brokerage.capacity_reminder.sent_at is 'When';
grant select, insert on brokerage.capacity_reminder to tendwell_council;
alter table brokerage.capacity_reminder enable row level security;
create policy council_all on brokerage.capacity_reminder to tendwell_council using (true) with check (true);

-- The life of a placement after its start, and the failure of a provider. Nothing here is edited: ends and decisions are rows of their own.

create table brokerage.provider_failure (
  id uuid constraint provider_failure_pk primary key,
  provider_id uuid not null constraint provider_failure_provider_fk references market.provider,
  kind text not null constraint provider_failure_kind check (kind in ('planned', 'emergency', 'soft')),
  from_on date not null,
  reason text not null,
  marked_at timestamptz not null,
  marked_by text not null,
  constraint provider_failure_once unique (provider_id, from_on)
);
comment on table brokerage.provider_failure is 'Providers that fail, whose people are found other providers in batches';
comment on column brokerage.provider_failure.id is 'Identity';
comment on column brokerage.provider_failure.provider_id is 'The provider';
comment on column brokerage.provider_failure.kind is 'planned (it leaves in order), emergency (it stops), soft (it struggles: some of its people move)';
comment on column brokerage.provider_failure.from_on is 'Day from which it is given no new work';
comment on column brokerage.provider_failure.reason is 'Why, for the council alone';
comment on column brokerage.provider_failure.marked_at is 'When it was marked';
comment on column brokerage.provider_failure.marked_by is 'Who marked it';

create table brokerage.follow_on (
  package_id uuid constraint follow_on_pk primary key constraint follow_on_package_fk references care.package,
  placement_id uuid not null constraint follow_on_once unique constraint follow_on_placement_fk references brokerage.placement,
  cause text not null constraint follow_on_cause check (cause in ('hand-back', 'transfer', 'change', 'failure')),
  failure_id uuid constraint follow_on_failure_fk references brokerage.provider_failure,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint follow_on_failure check ((cause = 'failure') = (failure_id is not null))
);
create index follow_on_by_failure on brokerage.follow_on (failure_id) where failure_id is not null;
comment on table brokerage.follow_on is 'Packages that follow a placement which ended while the person still needs care';
comment on column brokerage.follow_on.package_id is 'The new package';
comment on column brokerage.follow_on.placement_id is 'The placement that it follows';
comment on column brokerage.follow_on.cause is 'hand-back, transfer, change or failure';
comment on column brokerage.follow_on.failure_id is 'The failure of the provider, where that is the cause';
comment on column brokerage.follow_on.recorded_at is 'When';
comment on column brokerage.follow_on.recorded_by is 'Who';

create table brokerage.placement_start (
  placement_id uuid constraint placement_start_pk primary key constraint placement_start_placement_fk references brokerage.placement,
  provider_id uuid not null,
  started_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.placement_start is 'First days of care as they were, once somebody has confirmed that care began';
comment on column brokerage.placement_start.placement_id is 'The placement';
comment on column brokerage.placement_start.provider_id is 'Its provider';
comment on column brokerage.placement_start.started_on is 'Day on which care began';
comment on column brokerage.placement_start.recorded_at is 'When it was confirmed';
comment on column brokerage.placement_start.recorded_by is 'Who confirmed it';

create table brokerage.hospital_stay (
  id uuid constraint hospital_stay_pk primary key,
  placement_id uuid not null constraint hospital_stay_placement_fk references brokerage.placement,
  provider_id uuid not null,
  from_on date not null,
  held_until_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint hospital_stay_held check (held_until_on >= from_on)
);
create index hospital_stay_by_placement on brokerage.hospital_stay (placement_id, from_on);
comment on table brokerage.hospital_stay is 'Days in hospital, on which a placement is suspended';
comment on column brokerage.hospital_stay.id is 'Identity';
comment on column brokerage.hospital_stay.placement_id is 'The placement';
comment on column brokerage.hospital_stay.provider_id is 'Its provider';
comment on column brokerage.hospital_stay.from_on is 'First day without care';
comment on column brokerage.hospital_stay.held_until_on is 'Last day to which the provider holds the place: it takes the person back when they come home by then';
comment on column brokerage.hospital_stay.recorded_at is 'When it was recorded';
comment on column brokerage.hospital_stay.recorded_by is 'Who recorded it';

create table brokerage.hospital_stay_end (
  stay_id uuid constraint hospital_stay_end_pk primary key constraint hospital_stay_end_fk references brokerage.hospital_stay,
  provider_id uuid not null,
  resumes_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.hospital_stay_end is 'Days from which care goes on after a stay in hospital';
comment on column brokerage.hospital_stay_end.stay_id is 'The stay';
comment on column brokerage.hospital_stay_end.provider_id is 'The provider';
comment on column brokerage.hospital_stay_end.resumes_on is 'First day of care again; the first day of the stay says that it never began';
comment on column brokerage.hospital_stay_end.recorded_at is 'When it was recorded';
comment on column brokerage.hospital_stay_end.recorded_by is 'Who recorded it';

create table brokerage.pattern_change (
  id uuid constraint pattern_change_pk primary key,
  placement_id uuid not null constraint pattern_change_placement_fk references brokerage.placement,
  provider_id uuid not null,
  from_on date not null,
  to_on date,
  pattern jsonb not null,
  weekly_minutes int not null constraint pattern_change_minutes check (weekly_minutes > 0),
  reason text not null,
  needs_approval boolean not null,
  reasons jsonb not null,
  rule_version text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  constraint pattern_change_days check (to_on >= from_on)
);
create index pattern_change_by_placement on brokerage.pattern_change (placement_id, asked_at);
comment on table brokerage.pattern_change is 'Weeks other than the package''s: for some days, or for good';
comment on column brokerage.pattern_change.id is 'Identity';
comment on column brokerage.pattern_change.placement_id is 'The placement';
comment on column brokerage.pattern_change.provider_id is 'Its provider';
comment on column brokerage.pattern_change.from_on is 'First day';
comment on column brokerage.pattern_change.to_on is 'Last day; null for good';
comment on column brokerage.pattern_change.pattern is 'The visits of the week, as of a referral';
comment on column brokerage.pattern_change.weekly_minutes is 'Care-worker minutes a week';
comment on column brokerage.pattern_change.reason is 'Why it is asked for';
comment on column brokerage.pattern_change.needs_approval is 'Whether it waits for somebody else''s approval';
comment on column brokerage.pattern_change.reasons is 'What the rule decided: clauses and words';
comment on column brokerage.pattern_change.rule_version is 'Version of the rule';
comment on column brokerage.pattern_change.asked_at is 'When it was asked for';
comment on column brokerage.pattern_change.asked_by is 'Who asked for it';

create table brokerage.pattern_change_decision (
  change_id uuid constraint pattern_change_decision_pk primary key constraint pattern_change_decision_fk references brokerage.pattern_change,
  provider_id uuid not null,
  is_approved boolean not null,
  note text,
  decided_at timestamptz not null,
  decided_by text not null
);
comment on table brokerage.pattern_change_decision is 'What became of changes that waited for approval';
comment on column brokerage.pattern_change_decision.change_id is 'The change';
comment on column brokerage.pattern_change_decision.provider_id is 'The provider';
comment on column brokerage.pattern_change_decision.is_approved is 'True when approved';
comment on column brokerage.pattern_change_decision.note is 'What was said to it';
comment on column brokerage.pattern_change_decision.decided_at is 'When';
comment on column brokerage.pattern_change_decision.decided_by is 'Who; never who asked';

create table brokerage.hand_back (
  placement_id uuid constraint hand_back_pk primary key constraint hand_back_placement_fk references brokerage.placement,
  provider_id uuid not null,
  last_on date not null,
  is_at_once boolean not null,
  reason text not null,
  note text,
  given_at timestamptz not null,
  given_by text not null
);
comment on table brokerage.hand_back is 'Packages that providers gave back';
comment on column brokerage.hand_back.placement_id is 'The placement';
comment on column brokerage.hand_back.provider_id is 'Its provider';
comment on column brokerage.hand_back.last_on is 'Last day of care';
comment on column brokerage.hand_back.is_at_once is 'True when the notice is shorter than the framework asks for';
comment on column brokerage.hand_back.reason is 'Why, as a code';
comment on column brokerage.hand_back.note is 'Why, in the provider''s words';
comment on column brokerage.hand_back.given_at is 'When notice was given';
comment on column brokerage.hand_back.given_by is 'Who gave it';

do $$
declare t text;
begin
  foreach t in array array['provider_failure', 'follow_on', 'placement_start', 'hospital_stay', 'hospital_stay_end', 'pattern_change', 'pattern_change_decision', 'hand_back'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  -- A provider records what happens to the placements it holds.
  foreach t in array array['placement_start', 'hospital_stay', 'pattern_change', 'hand_back'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_provider', t);
    execute format('create policy provider_own on brokerage.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()) and exists (select from brokerage.placement p where p.id = placement_id and p.provider_id = (select access.organisation())))', t);
  end loop;
end $$;
grant select, insert on brokerage.hospital_stay_end to tendwell_provider;
create policy provider_own on brokerage.hospital_stay_end to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.hospital_stay s where s.id = hospital_stay_end.stay_id and s.provider_id = (select access.organisation())));
-- Whether a change is approved is the council's to say.
grant select on brokerage.pattern_change_decision to tendwell_provider;
create policy provider_own on brokerage.pattern_change_decision for select to tendwell_provider using (provider_id = (select access.organisation()));

-- A visit that was withdrawn may be planned anew at the same time: as a row of its own, so that what was paid for the first stays.
alter table visits.planned_visit drop constraint planned_visit_once;
create unique index planned_visit_once on visits.planned_visit (placement_id, starts_at) where withdrawn_at is null;
alter table visits.planned_visit add column planned_at timestamptz;
comment on column visits.planned_visit.planned_at is 'When it was planned, of a visit that a change brought into a week planned before; null of one planned with its week';
create index planned_visit_by_placement on visits.planned_visit (placement_id, visit_on);

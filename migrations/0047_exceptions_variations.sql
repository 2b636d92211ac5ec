-- What counts as an exception and what is then asked, by framework and from a date; what was said of each exception; and variations:
-- visits already made that a provider asks to be paid beyond their plan. Nothing here is edited.
create table visits.exception_settings (
  id bigint generated always as identity constraint exception_settings_pk primary key,
  framework_id uuid not null constraint exception_settings_framework_fk references market.framework,
  from_on date not null,
  document jsonb not null,
  source text not null,
  set_at timestamptz not null,
  set_by text not null
);
create index exception_settings_by_framework on visits.exception_settings (framework_id, from_on);
comment on table visits.exception_settings is 'What counts as an exception of visits and what is then asked, by framework; without a version the settings in visits/rules/exception-settings.ts hold';
comment on column visits.exception_settings.id is 'Identity; of two versions from one day the higher counts';
comment on column visits.exception_settings.framework_id is 'The framework';
comment on column visits.exception_settings.from_on is 'First date of visits that are judged by it';
comment on column visits.exception_settings.document is 'Thresholds and treatments (visits/terms/exception-settings.ts)';
comment on column visits.exception_settings.source is 'Clause or decision that the numbers come from';
comment on column visits.exception_settings.set_at is 'When it was set';
comment on column visits.exception_settings.set_by is 'Who set it';

alter table visits.visit_exception
  drop constraint visit_exception_kind,
  add treatment text not null default 'acknowledge' constraint visit_exception_treatment check (treatment in ('acknowledge', 'fix')),
  add constraint visit_exception_kind check (kind in ('missed', 'late', 'early', 'short', 'long', 'single-handed', 'unplanned', 'overlapping-worker', 'impossible-travel', 'manual-entry', 'outside-geofence', 'no-out-call'));
comment on column visits.visit_exception.treatment is 'What was asked when it was found: acknowledge (a reason) or fix (the visit is not paid until it is put right or let pass)';
create index visit_exception_to_fix on visits.visit_exception (provider_id, visit_on) where treatment = 'fix';
create index visit_exception_oldest on visits.visit_exception (visit_on, id) where cleared_at is null;

create table visits.exception_decision (
  id bigint generated always as identity constraint exception_decision_pk primary key,
  exception_id bigint not null constraint exception_decision_exception_fk references visits.visit_exception,
  provider_id uuid not null,
  decision text not null constraint exception_decision_kind check (decision in ('acknowledged', 'accepted', 'upheld')),
  reason text not null,
  side text not null constraint exception_decision_side check (side in ('provider', 'council')),
  decided_at timestamptz not null,
  decided_by text not null
);
create index exception_decision_by_exception on visits.exception_decision (exception_id);
create index exception_decision_by_time on visits.exception_decision (provider_id, decided_at);
comment on table visits.exception_decision is 'What was said of exceptions: the reason that was asked for, or whether the visit is paid as it is';
comment on column visits.exception_decision.id is 'Identity; the latest of an exception counts';
comment on column visits.exception_decision.exception_id is 'The exception';
comment on column visits.exception_decision.provider_id is 'The provider whose visit it is';
comment on column visits.exception_decision.decision is 'acknowledged (a reason was given), accepted (let pass: the visit is paid as recorded) or upheld (it stays unpaid until a corrected record comes)';
comment on column visits.exception_decision.reason is 'Why, for both sides to read';
comment on column visits.exception_decision.side is 'Who said it: provider or council';
comment on column visits.exception_decision.decided_at is 'When';
comment on column visits.exception_decision.decided_by is 'Who';

create table visits.missed_alert (
  exception_id bigint constraint missed_alert_pk primary key constraint missed_alert_exception_fk references visits.visit_exception,
  provider_id uuid not null,
  told_at timestamptz not null
);
comment on table visits.missed_alert is 'Missed visits of which provider and council were told';
comment on column visits.missed_alert.exception_id is 'The exception';
comment on column visits.missed_alert.provider_id is 'The provider';
comment on column visits.missed_alert.told_at is 'When the messages were put in the outbox';

create table visits.variation (
  id uuid constraint variation_pk primary key,
  number bigint generated always as identity constraint variation_number unique,
  provider_id uuid not null constraint variation_provider_fk references market.provider,
  placement_id uuid not null constraint variation_placement_fk references brokerage.placement,
  person_id uuid not null,
  kind text not null constraint variation_kind check (kind in ('over-tolerance', 'temporary-increase')),
  from_on date not null,
  to_on date not null,
  reason text not null,
  evidence text,
  decide_by_on date not null,
  asked_at timestamptz not null,
  asked_by text not null,
  constraint variation_days check (to_on >= from_on)
);
create index variation_by_provider on visits.variation (provider_id, asked_at);
create index variation_by_placement on visits.variation (placement_id);
comment on table visits.variation is 'Visits already made that a provider asks the council to pay beyond their plan';
comment on column visits.variation.id is 'Identity';
comment on column visits.variation.number is 'Shown to people: V12';
comment on column visits.variation.provider_id is 'The provider that asks';
comment on column visits.variation.placement_id is 'The placement';
comment on column visits.variation.person_id is 'The person';
comment on column visits.variation.kind is 'over-tolerance (visits that took longer) or temporary-increase (more time was needed for some days)';
comment on column visits.variation.from_on is 'First day of its visits';
comment on column visits.variation.to_on is 'Last day of its visits';
comment on column visits.variation.reason is 'Why more time was needed';
comment on column visits.variation.evidence is 'What shows it, where and by whom it was noted; null when a document alone does';
comment on column visits.variation.decide_by_on is 'Last day on which the contract lets the council decide: working days from the asking';
comment on column visits.variation.asked_at is 'When it was asked for';
comment on column visits.variation.asked_by is 'Who asked';

create table visits.variation_visit (
  variation_id uuid not null constraint variation_visit_variation_fk references visits.variation,
  planned_visit_id bigint not null constraint variation_visit_planned_fk references visits.planned_visit,
  provider_id uuid not null,
  planned_minutes smallint not null,
  recorded_minutes smallint,
  asked_minutes smallint not null constraint variation_visit_more check (asked_minutes > planned_minutes and asked_minutes <= 1440),
  constraint variation_visit_pk primary key (variation_id, planned_visit_id)
);
create index variation_visit_by_planned on visits.variation_visit (planned_visit_id);
comment on table visits.variation_visit is 'The visits of a variation';
comment on column visits.variation_visit.variation_id is 'The variation';
comment on column visits.variation_visit.planned_visit_id is 'The visit';
comment on column visits.variation_visit.provider_id is 'The provider';
comment on column visits.variation_visit.planned_minutes is 'Minutes planned of each care worker when it was asked';
comment on column visits.variation_visit.recorded_minutes is 'The longest of its records then, in minutes; null without one';
comment on column visits.variation_visit.asked_minutes is 'Minutes asked for, of each care worker';

create table visits.variation_document (
  variation_id uuid constraint variation_document_pk primary key constraint variation_document_variation_fk references visits.variation,
  provider_id uuid not null,
  name text not null,
  media_type text not null,
  sha256 text not null,
  bytes bytea not null
);
comment on table visits.variation_document is 'The document that was sent with a variation';
comment on column visits.variation_document.variation_id is 'The variation';
comment on column visits.variation_document.provider_id is 'The provider';
comment on column visits.variation_document.name is 'Name of the file as given';
comment on column visits.variation_document.media_type is 'Its type, told from its bytes';
comment on column visits.variation_document.sha256 is 'Hash of its bytes';
comment on column visits.variation_document.bytes is 'The file';

create table visits.variation_decision (
  variation_id uuid constraint variation_decision_pk primary key constraint variation_decision_variation_fk references visits.variation,
  provider_id uuid not null,
  outcome text not null constraint variation_decision_outcome check (outcome in ('granted', 'refused')),
  reason text not null,
  decided_at timestamptz not null,
  decided_by text not null
);
comment on table visits.variation_decision is 'What the council decided of a variation, once';
comment on column visits.variation_decision.variation_id is 'The variation';
comment on column visits.variation_decision.provider_id is 'The provider';
comment on column visits.variation_decision.outcome is 'granted (in full or with fewer minutes) or refused';
comment on column visits.variation_decision.reason is 'Why, for the provider to read';
comment on column visits.variation_decision.decided_at is 'When';
comment on column visits.variation_decision.decided_by is 'Who';

create table visits.agreed_visit (
  planned_visit_id bigint not null constraint agreed_visit_planned_fk references visits.planned_visit,
  variation_id uuid not null constraint agreed_visit_variation_fk references visits.variation,
  provider_id uuid not null,
  visit_on date not null,
  number bigint not null,
  minutes smallint not null constraint agreed_visit_minutes check (minutes between 1 and 1440),
  agreed_at timestamptz not null,
  constraint agreed_visit_pk primary key (planned_visit_id, variation_id)
);
create index agreed_visit_by_provider on visits.agreed_visit (provider_id, visit_on);
comment on table visits.agreed_visit is 'Minutes that the council agreed for a visit after it was made; they take the place of those planned when it is paid';
comment on column visits.agreed_visit.planned_visit_id is 'The visit';
comment on column visits.agreed_visit.variation_id is 'The variation that was granted';
comment on column visits.agreed_visit.provider_id is 'The provider';
comment on column visits.agreed_visit.visit_on is 'Date of the visit';
comment on column visits.agreed_visit.number is 'Number of the variation; of several the highest counts';
comment on column visits.agreed_visit.minutes is 'Agreed minutes of each care worker';
comment on column visits.agreed_visit.agreed_at is 'When it was agreed';

create table visits.variation_chase (
  variation_id uuid not null constraint variation_chase_variation_fk references visits.variation,
  kind text not null constraint variation_chase_kind check (kind in ('reminder', 'escalation')),
  told_at timestamptz not null,
  constraint variation_chase_pk primary key (variation_id, kind)
);
comment on table visits.variation_chase is 'Variations about which the council was reminded, or that went to a commissioner because their time had passed';
comment on column visits.variation_chase.variation_id is 'The variation';
comment on column visits.variation_chase.kind is 'reminder or escalation';
comment on column visits.variation_chase.told_at is 'When';

grant select on visits.exception_settings to tendwell_council, tendwell_provider;
grant insert on visits.exception_settings to tendwell_council;
alter table visits.exception_settings enable row level security;
create policy council_all on visits.exception_settings to tendwell_council using (true) with check (true);
create policy provider_reads on visits.exception_settings for select to tendwell_provider using (true);
grant select, insert on visits.missed_alert, visits.variation_chase to tendwell_council;
grant insert on visits.variation_decision, visits.agreed_visit to tendwell_council;
grant select on visits.variation_decision, visits.agreed_visit to tendwell_council, tendwell_provider;
grant select, insert on visits.exception_decision, visits.variation, visits.variation_visit, visits.variation_document to tendwell_council, tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['missed_alert', 'variation_chase'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['exception_decision', 'variation', 'variation_visit', 'variation_document', 'variation_decision', 'agreed_visit'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy council_all on visits.%I to tendwell_council using (true) with check (true)', t);
    execute format('create policy provider_own on visits.%I to tendwell_provider using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;

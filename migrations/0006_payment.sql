create sequence payment.statement_number start 1001;

create table payment.rule_set (
  id uuid constraint rule_set_pk primary key,
  framework_id uuid not null constraint rule_set_framework_fk references market.framework,
  version int not null,
  from_on date not null,
  document jsonb not null,
  adopted_at timestamptz not null,
  adopted_by text not null,
  constraint rule_set_version_once unique (framework_id, version),
  constraint rule_set_from_once unique (framework_id, from_on)
);
comment on table payment.rule_set is 'Payment rules in force from a date; never edited, a later version replaces';
comment on column payment.rule_set.id is 'Identity';
comment on column payment.rule_set.framework_id is 'The framework';
comment on column payment.rule_set.version is '1, 2, 3 … within the framework';
comment on column payment.rule_set.from_on is 'First visit date it applies to';
comment on column payment.rule_set.document is 'The rules (ruleSetDocument in payment/terms.ts)';
comment on column payment.rule_set.adopted_at is 'When it was adopted';
comment on column payment.rule_set.adopted_by is 'Who adopted it';

create table payment.pay_run (
  id uuid constraint pay_run_pk primary key,
  framework_id uuid not null constraint pay_run_framework_fk references market.framework,
  from_on date not null,
  to_on date not null,
  run_at timestamptz not null,
  run_by text not null,
  newest_record_id bigint not null,
  constraint pay_run_once unique (framework_id, from_on),
  constraint pay_run_four_weeks check (to_on - from_on = 27)
);
comment on table payment.pay_run is 'One run for one payment period of a framework';
comment on column payment.pay_run.id is 'Identity';
comment on column payment.pay_run.framework_id is 'The framework';
comment on column payment.pay_run.from_on is 'First day of the period, a Monday';
comment on column payment.pay_run.to_on is 'Last day, a Sunday four weeks later';
comment on column payment.pay_run.run_at is 'When it was run';
comment on column payment.pay_run.run_by is 'Who ran it';
comment on column payment.pay_run.newest_record_id is 'Newest visit record it saw; later ones are adjusted by later runs';

create table payment.statement (
  id uuid constraint statement_pk primary key,
  pay_run_id uuid not null constraint statement_run_fk references payment.pay_run,
  provider_id uuid not null constraint statement_provider_fk references market.provider,
  number text not null constraint statement_number_once unique,
  line_count int not null,
  adjustment_count int not null,
  planned_minutes int not null,
  payable_minutes int not null,
  visits_pence bigint not null,
  adjustments_pence bigint not null,
  total_pence bigint not null,
  constraint statement_once unique (pay_run_id, provider_id),
  constraint statement_adds_up check (total_pence = visits_pence + adjustments_pence)
);
create index statement_by_provider on payment.statement (provider_id);
comment on table payment.statement is 'What the council owes a provider for a period';
comment on column payment.statement.id is 'Identity';
comment on column payment.statement.pay_run_id is 'The run';
comment on column payment.statement.provider_id is 'The provider';
comment on column payment.statement.number is 'Number shown to people: S1001';
comment on column payment.statement.line_count is 'Lines for visits of the period';
comment on column payment.statement.adjustment_count is 'Lines that correct earlier periods';
comment on column payment.statement.planned_minutes is 'Care-worker minutes planned in the period';
comment on column payment.statement.payable_minutes is 'Care-worker minutes paid, adjustments included';
comment on column payment.statement.visits_pence is 'Sum of the visit lines';
comment on column payment.statement.adjustments_pence is 'Sum of the adjustment lines';
comment on column payment.statement.total_pence is 'What is owed';

create table payment.pay_line (
  id bigint generated always as identity constraint pay_line_pk primary key,
  statement_id uuid not null constraint pay_line_statement_fk references payment.statement,
  provider_id uuid not null,
  kind text not null constraint pay_line_kind check (kind in ('visit', 'adjustment')),
  adjusts_line_id bigint constraint pay_line_adjusts_fk references payment.pay_line,
  placement_id uuid,
  person_id uuid,
  zone_id uuid,
  service_line text,
  tier text,
  visit_on date not null,
  planned_visit_id bigint,
  visit_reference text,
  planned_minutes smallint not null,
  planned_workers smallint not null,
  actual_minutes int,
  counted_minutes int not null,
  payable_minutes int not null,
  pence_per_hour int not null,
  pence int not null,
  outcome text not null,
  rule_set_id uuid not null constraint pay_line_rule_set_fk references payment.rule_set,
  rate_id uuid,
  record_ids bigint[] not null,
  trace jsonb not null,
  constraint pay_line_adjustment check ((kind = 'adjustment') = (adjusts_line_id is not null)),
  constraint pay_line_about check (planned_visit_id is not null or visit_reference is not null)
);
create index pay_line_by_statement on payment.pay_line (statement_id);
create unique index pay_line_visit_once on payment.pay_line (planned_visit_id) where kind = 'visit' and planned_visit_id is not null;
create unique index pay_line_unplanned_once on payment.pay_line (provider_id, visit_reference) where kind = 'visit' and planned_visit_id is null;
create index pay_line_by_adjusted on payment.pay_line (adjusts_line_id) where adjusts_line_id is not null;
comment on table payment.pay_line is 'One visit paid, or one correction of it; never edited';
comment on column payment.pay_line.id is 'Identity';
comment on column payment.pay_line.statement_id is 'The statement it stands on';
comment on column payment.pay_line.provider_id is 'The provider';
comment on column payment.pay_line.kind is 'visit, or adjustment of an earlier line';
comment on column payment.pay_line.adjusts_line_id is 'The visit line it corrects';
comment on column payment.pay_line.placement_id is 'The placement';
comment on column payment.pay_line.person_id is 'The person';
comment on column payment.pay_line.zone_id is 'The zone';
comment on column payment.pay_line.service_line is 'The service line';
comment on column payment.pay_line.tier is 'The provider''s tier';
comment on column payment.pay_line.visit_on is 'Date of the visit';
comment on column payment.pay_line.planned_visit_id is 'The planned visit; null when the visit was not planned';
comment on column payment.pay_line.visit_reference is 'The provider''s reference, for a visit that was not planned';
comment on column payment.pay_line.planned_minutes is 'Planned length of the visit';
comment on column payment.pay_line.planned_workers is 'Care workers planned; 0 when not planned';
comment on column payment.pay_line.actual_minutes is 'Recorded minutes of all care workers together; null without a record';
comment on column payment.pay_line.counted_minutes is 'Minutes after the basis and cap, before rounding, of all care workers together; of the new result on an adjustment';
comment on column payment.pay_line.payable_minutes is 'Minutes paid; the difference on an adjustment';
comment on column payment.pay_line.pence_per_hour is 'Rate used';
comment on column payment.pay_line.pence is 'Pence owed; the difference on an adjustment';
comment on column payment.pay_line.outcome is 'Outcome of the visit as priced';
comment on column payment.pay_line.rule_set_id is 'Rules used';
comment on column payment.pay_line.rate_id is 'Rate used';
comment on column payment.pay_line.record_ids is 'Visit records it was priced from';
comment on column payment.pay_line.trace is 'The steps of the pricing with their numbers';

grant usage on all sequences in schema payment to tendwell_council;
grant select, insert on all tables in schema payment to tendwell_council;
grant select on all tables in schema payment to tendwell_provider;
alter table payment.statement enable row level security;
create policy council_all on payment.statement to tendwell_council using (true) with check (true);
create policy provider_own on payment.statement for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table payment.pay_line enable row level security;
create policy council_all on payment.pay_line to tendwell_council using (true) with check (true);
create policy provider_own on payment.pay_line for select to tendwell_provider using (provider_id = (select access.organisation()));

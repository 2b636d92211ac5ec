-- Part of a lead provider's fee is at risk: terms by framework from a day, results of each paid period, contests, decisions, and the statement that takes them up. Nothing here is edited.
create table payment.fee_terms (
  id uuid constraint fee_terms_pk primary key,
  framework_id uuid not null constraint fee_terms_framework_fk references market.framework,
  from_on date not null,
  document jsonb not null,
  set_at timestamptz not null,
  set_by text not null,
  constraint fee_terms_once unique (framework_id, from_on)
);
comment on table payment.fee_terms is 'Terms of the fee at risk of a framework''s leads; the newest that has begun holds';
comment on column payment.fee_terms.id is 'Identity';
comment on column payment.fee_terms.framework_id is 'The framework';
comment on column payment.fee_terms.from_on is 'First day of payment periods to which they apply';
comment on column payment.fee_terms.document is 'Share at risk, bonus, days to contest and requirements with target and weight; percentages in tenths';
comment on column payment.fee_terms.set_at is 'When';
comment on column payment.fee_terms.set_by is 'Who';

create table payment.fee_result (
  id uuid constraint fee_result_pk primary key,
  framework_id uuid not null constraint fee_result_framework_fk references market.framework,
  pay_run_id uuid not null constraint fee_result_run_fk references payment.pay_run,
  provider_id uuid not null constraint fee_result_provider_fk references market.provider,
  zone_id uuid not null constraint fee_result_zone_fk references market.zone,
  terms_id uuid not null constraint fee_result_terms_fk references payment.fee_terms,
  fee_pence bigint not null,
  at_risk_pence bigint not null constraint fee_result_at_risk check (at_risk_pence >= 0),
  requirements jsonb not null,
  pence bigint not null,
  contest_until date not null,
  measured_at timestamptz not null,
  measured_by text not null,
  constraint fee_result_once unique (pay_run_id, provider_id, zone_id)
);
create index fee_result_by_provider on payment.fee_result (provider_id);
comment on table payment.fee_result is 'What a lead''s fee at risk in a zone came to for a paid period';
comment on column payment.fee_result.id is 'Identity';
comment on column payment.fee_result.framework_id is 'The framework';
comment on column payment.fee_result.pay_run_id is 'The run of the period';
comment on column payment.fee_result.provider_id is 'The lead';
comment on column payment.fee_result.zone_id is 'The zone it leads';
comment on column payment.fee_result.terms_id is 'The terms it was measured by';
comment on column payment.fee_result.fee_pence is 'Paid for visits of the zone on the statement of the period';
comment on column payment.fee_result.at_risk_pence is 'The part of it at risk';
comment on column payment.fee_result.requirements is 'Each requirement with numerator, denominator, exclusions, whether it was met and its part of what is at risk';
comment on column payment.fee_result.pence is 'What it takes off (below nothing) or pays';
comment on column payment.fee_result.contest_until is 'Last day on which the provider may contest it';
comment on column payment.fee_result.measured_at is 'When';
comment on column payment.fee_result.measured_by is 'Who';

create table payment.fee_contest (
  fee_result_id uuid constraint fee_contest_pk primary key constraint fee_contest_result_fk references payment.fee_result,
  provider_id uuid not null,
  reason text not null,
  contested_at timestamptz not null,
  contested_by text not null
);
comment on table payment.fee_contest is 'That a provider contests a result';
comment on column payment.fee_contest.fee_result_id is 'The result';
comment on column payment.fee_contest.provider_id is 'Its provider';
comment on column payment.fee_contest.reason is 'What is wrong with it, in the provider''s words';
comment on column payment.fee_contest.contested_at is 'When';
comment on column payment.fee_contest.contested_by is 'Who';

create table payment.fee_decision (
  fee_result_id uuid constraint fee_decision_pk primary key constraint fee_decision_contest_fk references payment.fee_contest,
  provider_id uuid not null,
  pence bigint not null,
  reason text not null,
  decided_at timestamptz not null,
  decided_by text not null
);
comment on table payment.fee_decision is 'What the council decided on a contest; the result itself stays as it was measured';
comment on column payment.fee_decision.fee_result_id is 'The result';
comment on column payment.fee_decision.provider_id is 'Its provider';
comment on column payment.fee_decision.pence is 'What it takes off (below nothing) or pays after the decision';
comment on column payment.fee_decision.reason is 'Why, as the provider reads it';
comment on column payment.fee_decision.decided_at is 'When';
comment on column payment.fee_decision.decided_by is 'Who';

create table payment.fee_applied (
  fee_result_id uuid constraint fee_applied_pk primary key constraint fee_applied_result_fk references payment.fee_result,
  provider_id uuid not null,
  statement_id uuid not null constraint fee_applied_statement_fk references payment.statement,
  pence bigint not null,
  applied_at timestamptz not null
);
comment on table payment.fee_applied is 'The statement that took a settled result up, as a line of its own';
comment on column payment.fee_applied.fee_result_id is 'The result';
comment on column payment.fee_applied.provider_id is 'Its provider';
comment on column payment.fee_applied.statement_id is 'The statement with the line';
comment on column payment.fee_applied.pence is 'The line''s pence';
comment on column payment.fee_applied.applied_at is 'When';

alter table payment.pay_line drop constraint pay_line_kind;
alter table payment.pay_line add constraint pay_line_kind check (kind in ('visit', 'adjustment', 'fee'));
comment on column payment.pay_line.kind is 'visit, adjustment of an earlier line, or fee: what became of a fee at risk';

grant select, insert on payment.fee_terms, payment.fee_result, payment.fee_contest, payment.fee_decision, payment.fee_applied to tendwell_council;
grant select on payment.fee_terms, payment.fee_result, payment.fee_contest, payment.fee_decision to tendwell_provider;
grant insert on payment.fee_contest to tendwell_provider;
grant select on payment.fee_applied to tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['fee_terms', 'fee_result', 'fee_contest', 'fee_decision', 'fee_applied'] loop
    execute format('alter table payment.%I enable row level security', t);
    execute format('create policy council_all on payment.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['fee_result', 'fee_contest', 'fee_decision'] loop
    execute format('create policy provider_own on payment.%I for select to tendwell_provider using (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
create policy provider_terms on payment.fee_terms for select to tendwell_provider using (id in (select r.terms_id from payment.fee_result r));
create policy provider_contests on payment.fee_contest for insert to tendwell_provider
  with check (provider_id = (select access.organisation()) and fee_result_id in (select r.id from payment.fee_result r where r.provider_id = (select access.organisation())));
-- A statement that is not approved yet is nothing a provider hears of.
create policy provider_own on payment.fee_applied for select to tendwell_provider using (statement_id in (select s.id from payment.statement s));

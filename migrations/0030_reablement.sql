-- Reablement before long-term care: the council's rule with its history, what it decided on each referral, the places, the stays and how they ended. Nothing here is edited: the newest rule and the newest declaration hold.

create table brokerage.reablement_rule (
  id uuid constraint reablement_rule_pk primary key,
  document jsonb not null,
  note text,
  set_at timestamptz not null,
  set_by text not null
);
comment on table brokerage.reablement_rule is 'Who goes through reablement before long-term care, as the council set it; the newest holds';
comment on column brokerage.reablement_rule.id is 'Identity';
comment on column brokerage.reablement_rule.document is 'Sources, service lines, needs, exclusions and lengths, from brokerage/terms/reablement.ts';
comment on column brokerage.reablement_rule.note is 'Why it was set';
comment on column brokerage.reablement_rule.set_at is 'When';
comment on column brokerage.reablement_rule.set_by is 'Who';

create table brokerage.reablement_capacity (
  id uuid constraint reablement_capacity_pk primary key,
  zone_id uuid not null constraint reablement_capacity_zone_fk references market.zone,
  from_on date not null,
  unit text not null constraint reablement_capacity_unit check (unit in ('places', 'minutes')),
  size int not null constraint reablement_capacity_size check (size >= 0),
  note text,
  declared_at timestamptz not null,
  declared_by text not null
);
create index reablement_capacity_by_zone on brokerage.reablement_capacity (zone_id, from_on, declared_at);
comment on table brokerage.reablement_capacity is 'How much reablement a zone has; of those that have begun the one that began last holds, of several on a day the newest';
comment on column brokerage.reablement_capacity.id is 'Identity';
comment on column brokerage.reablement_capacity.zone_id is 'The zone';
comment on column brokerage.reablement_capacity.from_on is 'First day on which it holds';
comment on column brokerage.reablement_capacity.unit is 'places (people at once) or minutes (care-worker minutes a week)';
comment on column brokerage.reablement_capacity.size is 'How many';
comment on column brokerage.reablement_capacity.note is 'Why';
comment on column brokerage.reablement_capacity.declared_at is 'When';
comment on column brokerage.reablement_capacity.declared_by is 'Who';

create table brokerage.reablement_decision (
  package_id uuid constraint reablement_decision_pk primary key constraint reablement_decision_package_fk references care.package,
  rule_id uuid constraint reablement_decision_rule_fk references brokerage.reablement_rule,
  goes_first boolean not null,
  reasons jsonb not null,
  rule_version text not null,
  decided_at timestamptz not null,
  decided_by text not null
);
comment on table brokerage.reablement_decision is 'Whether each referral went through reablement first, and why; made while a rule is in force';
comment on column brokerage.reablement_decision.package_id is 'The package as it was referred';
comment on column brokerage.reablement_decision.rule_id is 'The council''s rule that was in force; null where somebody sent a waiting person without one';
comment on column brokerage.reablement_decision.goes_first is 'True when reablement came first';
comment on column brokerage.reablement_decision.reasons is 'Clauses and words';
comment on column brokerage.reablement_decision.rule_version is 'Version of the rule''s program';
comment on column brokerage.reablement_decision.decided_at is 'When';
comment on column brokerage.reablement_decision.decided_by is 'Who referred';

create table brokerage.reablement (
  id uuid constraint reablement_pk primary key,
  package_id uuid not null constraint reablement_once unique constraint reablement_package_fk references care.package,
  person_id uuid not null constraint reablement_person_fk references care.person,
  zone_id uuid constraint reablement_zone_fk references market.zone,
  referred_on date not null,
  referred_at timestamptz not null,
  referred_by text not null
);
create index reablement_by_person on brokerage.reablement (person_id);
comment on table brokerage.reablement is 'People who go through reablement first; the package is what they were referred for, and waits for no provider meanwhile';
comment on column brokerage.reablement.id is 'Identity';
comment on column brokerage.reablement.package_id is 'The package as it was referred: the hours before';
comment on column brokerage.reablement.person_id is 'The person';
comment on column brokerage.reablement.zone_id is 'Zone of the package; null when no zone holds its postcode';
comment on column brokerage.reablement.referred_on is 'Day from which it waits for a place';
comment on column brokerage.reablement.referred_at is 'When';
comment on column brokerage.reablement.referred_by is 'Who referred';

create table brokerage.reablement_start (
  reablement_id uuid constraint reablement_start_pk primary key constraint reablement_start_fk references brokerage.reablement,
  starts_on date not null,
  planned_end_on date not null,
  weekly_minutes int not null constraint reablement_start_minutes check (weekly_minutes > 0),
  team text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint reablement_start_days check (planned_end_on >= starts_on)
);
comment on table brokerage.reablement_start is 'Stays in reablement that were given a place';
comment on column brokerage.reablement_start.reablement_id is 'The reablement';
comment on column brokerage.reablement_start.starts_on is 'First day';
comment on column brokerage.reablement_start.planned_end_on is 'Last day as planned';
comment on column brokerage.reablement_start.weekly_minutes is 'Care-worker minutes a week of reablement';
comment on column brokerage.reablement_start.team is 'The team';
comment on column brokerage.reablement_start.recorded_at is 'When';
comment on column brokerage.reablement_start.recorded_by is 'Who';

create table brokerage.reablement_exit (
  reablement_id uuid constraint reablement_exit_pk primary key constraint reablement_exit_fk references brokerage.reablement,
  exit_on date not null,
  ending text not null constraint reablement_exit_ending check (ending in ('completed', 'hospital', 'died', 'declined', 'no-place')),
  minutes_before int not null,
  minutes_after int,
  result text constraint reablement_exit_result check (result in ('no-further-support', 'reduced', 'same', 'more')),
  rule_version text not null,
  note text,
  next_package_id uuid constraint reablement_exit_next_once unique constraint reablement_exit_next_fk references care.package,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint reablement_exit_completed check ((ending = 'completed') = (result is not null))
);
create index reablement_exit_by_day on brokerage.reablement_exit (exit_on);
comment on table brokerage.reablement_exit is 'How reablement ended';
comment on column brokerage.reablement_exit.reablement_id is 'The reablement';
comment on column brokerage.reablement_exit.exit_on is 'Last day';
comment on column brokerage.reablement_exit.ending is 'completed, hospital, died, declined, or no-place (the person went on to long-term care without it)';
comment on column brokerage.reablement_exit.minutes_before is 'Care-worker minutes a week that were referred for';
comment on column brokerage.reablement_exit.minutes_after is 'Care-worker minutes a week needed afterwards: 0 for none, null where that is not known';
comment on column brokerage.reablement_exit.result is 'Of a completed stay: no-further-support, reduced, same or more, from the minutes';
comment on column brokerage.reablement_exit.rule_version is 'Version of the rule that named the result';
comment on column brokerage.reablement_exit.note is 'What was said to it';
comment on column brokerage.reablement_exit.next_package_id is 'The package that goes on to brokerage; null for none';
comment on column brokerage.reablement_exit.recorded_at is 'When';
comment on column brokerage.reablement_exit.recorded_by is 'Who';

do $$
declare t text;
begin
  foreach t in array array['reablement_rule', 'reablement_capacity', 'reablement_decision', 'reablement', 'reablement_start', 'reablement_exit'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

-- Capacity that providers declare, best assignments as they were worked out, and what brokers decided about each line. Nothing here is edited.

create table brokerage.capacity_declaration (
  id bigint generated always as identity constraint capacity_declaration_pk primary key,
  provider_id uuid not null constraint capacity_declaration_provider_fk references market.provider,
  two_workers boolean not null,
  needs text[] not null,
  declared_at timestamptz not null,
  declared_by text not null
);
create index capacity_declaration_by_provider on brokerage.capacity_declaration (provider_id, id);
comment on table brokerage.capacity_declaration is 'Free hours as providers declared them; a provider''s newest counts, the others are kept';
comment on column brokerage.capacity_declaration.id is 'Identity, growing with time';
comment on column brokerage.capacity_declaration.provider_id is 'The provider';
comment on column brokerage.capacity_declaration.two_workers is 'Whether it can send two care workers to a visit';
comment on column brokerage.capacity_declaration.needs is 'Needs that its free care workers can meet, as codes of care';
comment on column brokerage.capacity_declaration.declared_at is 'When';
comment on column brokerage.capacity_declaration.declared_by is 'Who';

create table brokerage.capacity_line (
  declaration_id bigint not null constraint capacity_line_declaration_fk references brokerage.capacity_declaration,
  provider_id uuid not null,
  zone_id uuid not null constraint capacity_line_zone_fk references market.zone,
  service_line text not null,
  morning int not null,
  lunch int not null,
  tea int not null,
  evening int not null,
  night int not null,
  constraint capacity_line_pk primary key (declaration_id, zone_id, service_line),
  constraint capacity_line_minutes check (least(morning, lunch, tea, evening, night) >= 0 and morning + lunch + tea + evening + night > 0)
);
comment on table brokerage.capacity_line is 'Free care-worker minutes a week of a declaration, by zone and service line';
comment on column brokerage.capacity_line.declaration_id is 'The declaration';
comment on column brokerage.capacity_line.provider_id is 'Its provider';
comment on column brokerage.capacity_line.zone_id is 'The zone';
comment on column brokerage.capacity_line.service_line is 'The service line';
comment on column brokerage.capacity_line.morning is 'Minutes a week of visits that start in the morning';
comment on column brokerage.capacity_line.lunch is 'Minutes a week at lunch';
comment on column brokerage.capacity_line.tea is 'Minutes a week at tea';
comment on column brokerage.capacity_line.evening is 'Minutes a week in the evening';
comment on column brokerage.capacity_line.night is 'Minutes a week at night';

create table brokerage.assignment (
  id uuid constraint assignment_pk primary key,
  rule_version text not null,
  rules jsonb not null,
  seed int not null,
  rounds int not null,
  inputs_hash text not null,
  inputs jsonb not null,
  result jsonb not null,
  comparison jsonb not null,
  made_at timestamptz not null,
  made_by text not null
);
create index assignment_by_time on brokerage.assignment (made_at);
comment on table brokerage.assignment is 'Best assignments of the awaiting-care list to declared capacity, as they were worked out';
comment on column brokerage.assignment.id is 'Identity';
comment on column brokerage.assignment.rule_version is 'Version of the assignment rule';
comment on column brokerage.assignment.rules is 'Switches and weights it was asked to keep';
comment on column brokerage.assignment.seed is 'Seed of the search';
comment on column brokerage.assignment.rounds is 'Rounds of the search; the same inputs, rules, seed and rounds give the same result';
comment on column brokerage.assignment.inputs_hash is 'SHA-256 of the inputs';
comment on column brokerage.assignment.inputs is 'Packages, providers, pools and places as the rule was given them, and what they stand for';
comment on column brokerage.assignment.result is 'The assignment with its reasons, costs, bound and list order';
comment on column brokerage.assignment.comparison is 'What each switch costs in packages and minutes waiting';
comment on column brokerage.assignment.made_at is 'When';
comment on column brokerage.assignment.made_by is 'Who asked for it';

create table brokerage.assignment_decision (
  assignment_id uuid not null constraint assignment_decision_assignment_fk references brokerage.assignment,
  package_id uuid not null constraint assignment_decision_package_fk references care.package,
  decision text not null constraint assignment_decision_kind check (decision in ('accepted', 'refused')),
  provider_id uuid constraint assignment_decision_provider_fk references market.provider,
  pool_zone_id uuid constraint assignment_decision_zone_fk references market.zone,
  call_off_id uuid constraint assignment_decision_once_sent unique constraint assignment_decision_call_off_fk references brokerage.call_off,
  note text,
  decided_at timestamptz not null,
  decided_by text not null,
  constraint assignment_decision_pk primary key (assignment_id, package_id),
  constraint assignment_decision_sent check ((decision = 'accepted') = (call_off_id is not null and provider_id is not null and pool_zone_id is not null))
);
comment on table brokerage.assignment_decision is 'What brokers decided about the lines of best assignments: an accepted line became a search that asks one provider first';
comment on column brokerage.assignment_decision.assignment_id is 'The assignment';
comment on column brokerage.assignment_decision.package_id is 'The package';
comment on column brokerage.assignment_decision.decision is 'accepted (an offer was sent) or refused (nothing was sent)';
comment on column brokerage.assignment_decision.provider_id is 'Who is asked first; another than the assignment''s when the broker changed it';
comment on column brokerage.assignment_decision.pool_zone_id is 'Zone for which the provider declared the hours that the offer draws on';
comment on column brokerage.assignment_decision.call_off_id is 'The search that followed';
comment on column brokerage.assignment_decision.note is 'Why, in the broker''s words';
comment on column brokerage.assignment_decision.decided_at is 'When';
comment on column brokerage.assignment_decision.decided_by is 'Who';

do $$
declare t text;
begin
  foreach t in array array['capacity_declaration', 'capacity_line', 'assignment', 'assignment_decision'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  -- A provider declares its own hours and sees no other's; assignments are the council's alone.
  foreach t in array array['capacity_declaration', 'capacity_line'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_provider', t);
  end loop;
end $$;
create policy provider_own on brokerage.capacity_declaration to tendwell_provider
  using (provider_id = (select access.organisation())) with check (provider_id = (select access.organisation()));
create policy provider_own on brokerage.capacity_line to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.capacity_declaration d where d.id = declaration_id and d.provider_id = (select access.organisation())));

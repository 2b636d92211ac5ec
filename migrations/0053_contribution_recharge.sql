-- What of people's contributions is refunded because care was not given: terms by framework, and lines by package and week. The file that asks the NHS for its share of a run. Nothing here is edited.
create table payment.contribution_terms (
  id uuid constraint contribution_terms_pk primary key,
  framework_id uuid not null constraint contribution_terms_framework_fk references market.framework,
  from_on date not null constraint contribution_terms_monday check (extract(isodow from from_on) = 1),
  document jsonb not null,
  set_at timestamptz not null,
  set_by text not null,
  constraint contribution_terms_once unique (framework_id, from_on)
);
comment on table payment.contribution_terms is 'Which care that was not given lowers a person''s contribution; the newest that has begun holds';
comment on column payment.contribution_terms.id is 'Identity';
comment on column payment.contribution_terms.framework_id is 'The framework';
comment on column payment.contribution_terms.from_on is 'First day, a Monday';
comment on column payment.contribution_terms.document is 'The losses that count, and from how many missing minutes on a visit ended early';
comment on column payment.contribution_terms.set_at is 'When';
comment on column payment.contribution_terms.set_by is 'Who';

create table payment.contribution_line (
  id bigint generated always as identity constraint contribution_line_pk primary key,
  framework_id uuid not null constraint contribution_line_framework_fk references market.framework,
  pay_run_id uuid not null constraint contribution_line_run_fk references payment.pay_run,
  package_id uuid not null constraint contribution_line_package_fk references care.package,
  person_id uuid not null constraint contribution_line_person_fk references care.person,
  week_on date not null constraint contribution_line_monday check (extract(isodow from week_on) = 1),
  nr int not null constraint contribution_line_nr check (nr > 0),
  contribution_pence bigint not null,
  due_pence bigint not null,
  planned_minutes int not null,
  given_minutes int not null,
  lost_minutes int not null,
  refund_pence bigint not null,
  pence bigint not null,
  visits jsonb not null,
  terms_id uuid not null constraint contribution_line_terms_fk references payment.contribution_terms,
  reckoned_at timestamptz not null,
  reckoned_by text not null,
  constraint contribution_line_once unique (framework_id, package_id, week_on, nr),
  constraint contribution_line_bounds check (refund_pence between 0 and due_pence and due_pence between 0 and contribution_pence and lost_minutes + given_minutes <= planned_minutes)
);
create index contribution_line_by_run on payment.contribution_line (pay_run_id);
comment on table payment.contribution_line is 'A person''s contribution for a package and week as it was reckoned; a later line of the week adds the difference';
comment on column payment.contribution_line.id is 'Identity';
comment on column payment.contribution_line.framework_id is 'The framework';
comment on column payment.contribution_line.pay_run_id is 'The run with which it was reckoned';
comment on column payment.contribution_line.package_id is 'The package';
comment on column payment.contribution_line.person_id is 'The person';
comment on column payment.contribution_line.week_on is 'Monday of the week';
comment on column payment.contribution_line.nr is '1 for the first line of the week, one more for each that adjusts it';
comment on column payment.contribution_line.contribution_pence is 'The contribution of the week, by who paid on its days';
comment on column payment.contribution_line.due_pence is 'The same, at most what the planned care costs the council';
comment on column payment.contribution_line.planned_minutes is 'Minutes planned, of all care workers';
comment on column payment.contribution_line.given_minutes is 'Minutes given of those planned';
comment on column payment.contribution_line.lost_minutes is 'Minutes not given for a reason that counts';
comment on column payment.contribution_line.refund_pence is 'What is refunded for the week in all';
comment on column payment.contribution_line.pence is 'What this line adds to the lines before it; below nothing takes back';
comment on column payment.contribution_line.visits is 'Each planned visit with its day, minutes planned, given and lost, cost and why it was not given';
comment on column payment.contribution_line.terms_id is 'The terms it was reckoned by';
comment on column payment.contribution_line.reckoned_at is 'When';
comment on column payment.contribution_line.reckoned_by is 'Who';

create table payment.nhs_recharge (
  id uuid constraint nhs_recharge_pk primary key,
  pay_run_id uuid not null constraint nhs_recharge_run_fk references payment.pay_run constraint nhs_recharge_once unique,
  sequence int not null constraint nhs_recharge_sequence unique,
  row_count int not null constraint nhs_recharge_rows check (row_count > 0),
  total_pence bigint not null,
  nhs_pence bigint not null,
  adjustments_nhs_pence bigint not null,
  sha256 text not null,
  content text not null,
  made_at timestamptz not null,
  made_by text not null
);
comment on table payment.nhs_recharge is 'The file that asks the NHS for its share of an approved run, as it was made';
comment on column payment.nhs_recharge.id is 'Identity';
comment on column payment.nhs_recharge.pay_run_id is 'The run';
comment on column payment.nhs_recharge.sequence is 'Among all recharge files, without gaps';
comment on column payment.nhs_recharge.row_count is 'Rows';
comment on column payment.nhs_recharge.total_pence is 'What the lines with an NHS share come to';
comment on column payment.nhs_recharge.nhs_pence is 'What of it the NHS bears';
comment on column payment.nhs_recharge.adjustments_nhs_pence is 'What of that corrects earlier periods';
comment on column payment.nhs_recharge.sha256 is 'Digest of the content';
comment on column payment.nhs_recharge.content is 'The file, byte for byte';
comment on column payment.nhs_recharge.made_at is 'When';
comment on column payment.nhs_recharge.made_by is 'Who';

grant select, insert on payment.contribution_terms, payment.contribution_line, payment.nhs_recharge to tendwell_council;
do $$
declare t text;
begin
  foreach t in array array['contribution_terms', 'contribution_line', 'nhs_recharge'] loop
    execute format('alter table payment.%I enable row level security', t);
    execute format('create policy council_all on payment.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

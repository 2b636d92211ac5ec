-- A payment run is put forward, approved by somebody else within their limit, exported and paid; lines are held. Nothing here is edited.

alter table payment.pay_run
  add column run_by_account uuid constraint pay_run_account_fk references access.user_account,
  -- Runs made before approval was asked for told their providers at once: they stay as they are.
  add column needs_approval boolean not null default false;
alter table payment.pay_run alter column needs_approval set default true;
comment on column payment.pay_run.run_by_account is 'Account of whoever ran it; null for programs and jobs of the house';
comment on column payment.pay_run.needs_approval is 'False for runs made before approval was asked for: their statements were issued when they were run';
alter table payment.pay_run_request add column asked_by_account uuid constraint pay_run_request_account_fk references access.user_account;
comment on column payment.pay_run_request.asked_by_account is 'Account of whoever asked; null for programs';

create table payment.approval_limit (
  id uuid constraint approval_limit_pk primary key,
  role text,
  account_id uuid constraint approval_limit_account_fk references access.user_account,
  kind text not null constraint approval_limit_kind check (kind in ('limit', 'any', 'nothing', 'as-role')),
  pence bigint constraint approval_limit_pence check (pence >= 0),
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint approval_limit_of_one check (num_nonnulls(role, account_id) = 1),
  constraint approval_limit_whole check ((kind = 'limit') = (pence is not null)),
  constraint approval_limit_as_role check (kind <> 'as-role' or account_id is not null)
);
comment on table payment.approval_limit is 'Up to how much a role or an account may approve a payment run; the newest row of each holds';
comment on column payment.approval_limit.id is 'Identity';
comment on column payment.approval_limit.role is 'The role it is set for; null when for an account';
comment on column payment.approval_limit.account_id is 'The account it is set for; null when for a role';
comment on column payment.approval_limit.kind is 'limit, any (any amount), nothing (may approve no run) or as-role (the account has no limit of its own any more)';
comment on column payment.approval_limit.pence is 'Most pence of one run; null unless the kind is limit';
comment on column payment.approval_limit.note is 'Why it was set';
comment on column payment.approval_limit.recorded_at is 'When';
comment on column payment.approval_limit.recorded_by is 'Who';

create table payment.payment_export (
  id uuid constraint payment_export_pk primary key,
  pay_run_id uuid not null constraint payment_export_run_fk references payment.pay_run,
  nr int not null,
  sequence int not null constraint payment_export_sequence_once unique,
  row_count int not null,
  total_pence bigint not null,
  held_count int not null,
  held_pence bigint not null,
  sha256 text not null,
  content text not null,
  made_at timestamptz not null,
  made_by text not null,
  constraint payment_export_once unique (pay_run_id, nr)
);
comment on table payment.payment_export is 'A payments file for the council''s ledger, kept as it was made';
comment on column payment.payment_export.id is 'Identity';
comment on column payment.payment_export.pay_run_id is 'The approved run whose payments it holds';
comment on column payment.payment_export.nr is '1 for the run itself, then one more for lines released from a hold since';
comment on column payment.payment_export.sequence is 'Number of the file among all, without gaps';
comment on column payment.payment_export.row_count is 'Rows in the file, the heading apart';
comment on column payment.payment_export.total_pence is 'Sum of the file''s amounts';
comment on column payment.payment_export.held_count is 'Lines left out because they were held';
comment on column payment.payment_export.held_pence is 'Sum of the lines left out';
comment on column payment.payment_export.sha256 is 'SHA-256 of the file''s bytes, hexadecimal';
comment on column payment.payment_export.content is 'The file, UTF-8';
comment on column payment.payment_export.made_at is 'When';
comment on column payment.payment_export.made_by is 'Who';

create table payment.pay_run_event (
  pay_run_id uuid not null constraint pay_run_event_run_fk references payment.pay_run,
  nr int not null,
  kind text not null constraint pay_run_event_kind check (kind in ('put-forward', 'approved', 'sent-back', 'exported', 'paid')),
  note text,
  amount_pence bigint,
  limit_pence bigint,
  export_id uuid constraint pay_run_event_export_fk references payment.payment_export,
  paid_on date,
  happened_at timestamptz not null,
  done_by text not null,
  done_by_account uuid constraint pay_run_event_account_fk references access.user_account,
  constraint pay_run_event_pk primary key (pay_run_id, nr),
  constraint pay_run_event_export check ((kind in ('exported', 'paid')) = (export_id is not null)),
  constraint pay_run_event_paid check ((kind = 'paid') = (paid_on is not null))
);
create unique index pay_run_event_approved_once on payment.pay_run_event (pay_run_id) where kind = 'approved';
create unique index pay_run_event_paid_once on payment.pay_run_event (export_id) where kind = 'paid';
comment on table payment.pay_run_event is 'What happened to a payment run after it was run; where it stands is derived from these';
comment on column payment.pay_run_event.pay_run_id is 'The run';
comment on column payment.pay_run_event.nr is 'Its place, from 1';
comment on column payment.pay_run_event.kind is 'put-forward, approved, sent-back, exported or paid';
comment on column payment.pay_run_event.note is 'What was said to it; the reason when sent back';
comment on column payment.pay_run_event.amount_pence is 'The amount that the approver''s limit was held against; null unless approved';
comment on column payment.pay_run_event.limit_pence is 'The approver''s limit; null when any amount, or not approved';
comment on column payment.pay_run_event.export_id is 'The file exported or paid';
comment on column payment.pay_run_event.paid_on is 'The day on which the file''s payments were made';
comment on column payment.pay_run_event.happened_at is 'When it was recorded';
comment on column payment.pay_run_event.done_by is 'Who';
comment on column payment.pay_run_event.done_by_account is 'Their account; null for programs and jobs of the house';

create table payment.hold (
  id uuid constraint hold_pk primary key,
  provider_id uuid not null constraint hold_provider_fk references market.provider,
  person_id uuid constraint hold_person_fk references care.person,
  pay_line_id bigint constraint hold_line_fk references payment.pay_line,
  must_act text not null constraint hold_must_act check (must_act in ('provider', 'finance-officer', 'commissioner', 'broker', 'practitioner', 'quality-officer')),
  reason text not null,
  placed_at timestamptz not null,
  placed_by text not null,
  constraint hold_of_one check (num_nonnulls(person_id, pay_line_id) <= 1)
);
create index hold_by_provider on payment.hold (provider_id);
comment on table payment.hold is 'What is not to be paid for now: a line, a person''s lines with a provider, or all lines of a provider';
comment on column payment.hold.id is 'Identity';
comment on column payment.hold.provider_id is 'The provider whose lines are held';
comment on column payment.hold.person_id is 'Only this person''s lines; null for a line or all lines';
comment on column payment.hold.pay_line_id is 'Only this line; null for a person''s or all lines';
comment on column payment.hold.must_act is 'Who has to do something before it is released: the provider, or a role of the council';
comment on column payment.hold.reason is 'Why, as the provider reads it';
comment on column payment.hold.placed_at is 'When';
comment on column payment.hold.placed_by is 'Who';

create table payment.hold_release (
  hold_id uuid constraint hold_release_pk primary key constraint hold_release_hold_fk references payment.hold,
  provider_id uuid not null,
  note text not null,
  released_at timestamptz not null,
  released_by text not null
);
comment on table payment.hold_release is 'That a hold has ended';
comment on column payment.hold_release.hold_id is 'The hold';
comment on column payment.hold_release.provider_id is 'Its provider';
comment on column payment.hold_release.note is 'What was done about it';
comment on column payment.hold_release.released_at is 'When';
comment on column payment.hold_release.released_by is 'Who';

create table payment.payment_due (
  export_id uuid not null constraint payment_due_export_fk references payment.payment_export,
  statement_id uuid not null constraint payment_due_statement_fk references payment.statement,
  provider_id uuid not null,
  line_count int not null,
  pence bigint not null,
  nhs_pence bigint not null,
  held_count int not null,
  held_pence bigint not null,
  constraint payment_due_pk primary key (export_id, statement_id)
);
create index payment_due_by_statement on payment.payment_due (statement_id);
comment on table payment.payment_due is 'What an export pays of one statement';
comment on column payment.payment_due.export_id is 'The export';
comment on column payment.payment_due.statement_id is 'The statement';
comment on column payment.payment_due.provider_id is 'Its provider';
comment on column payment.payment_due.line_count is 'Lines that it pays';
comment on column payment.payment_due.pence is 'Their pence; below nothing when corrections outweigh visits';
comment on column payment.payment_due.nhs_pence is 'What the NHS bears of it';
comment on column payment.payment_due.held_count is 'Lines of the statement left out as held';
comment on column payment.payment_due.held_pence is 'Their pence';

create table payment.held_line (
  export_id uuid not null constraint held_line_export_fk references payment.payment_export,
  pay_line_id bigint not null constraint held_line_line_fk references payment.pay_line,
  statement_id uuid not null,
  provider_id uuid not null,
  hold_id uuid not null constraint held_line_hold_fk references payment.hold,
  constraint held_line_pk primary key (export_id, pay_line_id)
);
create index held_line_by_statement on payment.held_line (statement_id);
comment on table payment.held_line is 'A line that an export left out; the next export of the run takes it up when it is no longer held';
comment on column payment.held_line.export_id is 'The export';
comment on column payment.held_line.pay_line_id is 'The line';
comment on column payment.held_line.statement_id is 'Its statement';
comment on column payment.held_line.provider_id is 'Its provider';
comment on column payment.held_line.hold_id is 'The hold that kept it out';

create table payment.remittance (
  id uuid constraint remittance_pk primary key,
  sequence int not null constraint remittance_sequence_once unique,
  export_id uuid not null,
  statement_id uuid not null,
  provider_id uuid not null,
  pence bigint not null,
  paid_on date not null,
  row_count int not null,
  sha256 text not null,
  content text not null,
  made_at timestamptz not null,
  constraint remittance_once unique (export_id, statement_id),
  constraint remittance_due_fk foreign key (export_id, statement_id) references payment.payment_due
);
create index remittance_by_provider on payment.remittance (provider_id);
comment on table payment.remittance is 'What a provider is told that it was paid: person by person, kept as it was made';
comment on column payment.remittance.id is 'Identity';
comment on column payment.remittance.sequence is 'Number of the remittance among all, without gaps';
comment on column payment.remittance.export_id is 'The export that was paid';
comment on column payment.remittance.statement_id is 'The statement it pays';
comment on column payment.remittance.provider_id is 'The provider';
comment on column payment.remittance.pence is 'What was paid';
comment on column payment.remittance.paid_on is 'On which day';
comment on column payment.remittance.row_count is 'Rows in the file, the heading apart';
comment on column payment.remittance.sha256 is 'SHA-256 of the file''s bytes, hexadecimal';
comment on column payment.remittance.content is 'The file, UTF-8';
comment on column payment.remittance.made_at is 'When it was made';

grant select, insert on payment.approval_limit, payment.pay_run_event, payment.hold, payment.hold_release, payment.payment_export, payment.payment_due, payment.held_line, payment.remittance to tendwell_council;
do $$
declare t text;
begin
  foreach t in array array['approval_limit', 'pay_run_event', 'hold', 'hold_release', 'payment_export', 'payment_due', 'held_line', 'remittance'] loop
    execute format('alter table payment.%I enable row level security', t);
    execute format('create policy council_all on payment.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['hold', 'hold_release', 'held_line', 'remittance'] loop
    execute format('grant select on payment.%I to tendwell_provider', t);
    execute format('create policy provider_own on payment.%I for select to tendwell_provider using (provider_id = (select access.organisation()))', t);
  end loop;
end $$;

-- A provider is told no more of a run than that it was approved, and which of its exports is the latest.
grant select (pay_run_id, nr, kind) on payment.pay_run_event to tendwell_provider;
create policy provider_approved on payment.pay_run_event for select to tendwell_provider using (kind = 'approved');
grant select (id, pay_run_id, nr) on payment.payment_export to tendwell_provider;
create policy provider_numbers on payment.payment_export for select to tendwell_provider using (true);

-- What is not approved yet is on no statement that a provider sees.
alter policy provider_own on payment.statement using (
  provider_id = (select access.organisation())
  and (pay_run_id in (select e.pay_run_id from payment.pay_run_event e where e.kind = 'approved') or pay_run_id in (select r.id from payment.pay_run r where not r.needs_approval))
);
alter policy provider_own on payment.pay_line using (
  provider_id = (select access.organisation()) and statement_id in (select s.id from payment.statement s)
);

-- Bank accounts of the council and its providers, each approved by somebody other than whoever recorded it, and Bacs files made from payments files. Nothing here is edited.
create table payment.bank_account (
  id uuid constraint bank_account_pk primary key,
  provider_id uuid constraint bank_account_provider_fk references market.provider,
  nr int not null constraint bank_account_nr check (nr > 0),
  sort_code text not null constraint bank_account_sort_code check (sort_code ~ '^\d{6}$'),
  account_number text not null constraint bank_account_number check (account_number ~ '^\d{8}$'),
  service_user_number text constraint bank_account_service_user check (service_user_number ~ '^\d{6}$'),
  sort_code_ending text not null generated always as (right(sort_code, 2)) stored,
  account_ending text not null generated always as (right(account_number, 4)) stored,
  account_name text not null,
  checked_how text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  recorded_by_account uuid,
  constraint bank_account_once unique nulls not distinct (provider_id, nr),
  constraint bank_account_council check ((provider_id is null) = (service_user_number is not null))
);
comment on table payment.bank_account is 'An account as it was recorded for the council or a provider; the newest approved one is in use';
comment on column payment.bank_account.id is 'Identity';
comment on column payment.bank_account.provider_id is 'The provider; null for the council';
comment on column payment.bank_account.nr is 'Its place among the holder''s, from 1';
comment on column payment.bank_account.sort_code is 'Sort code; not readable by providers';
comment on column payment.bank_account.account_number is 'Account number; not readable by providers';
comment on column payment.bank_account.service_user_number is 'Of the council: the number by which Bacs knows it';
comment on column payment.bank_account.sort_code_ending is 'Last two digits, to be shown';
comment on column payment.bank_account.account_ending is 'Last four digits, to be shown';
comment on column payment.bank_account.account_name is 'Name of the account';
comment on column payment.bank_account.checked_how is 'How it was made sure that the holder asked for it';
comment on column payment.bank_account.recorded_at is 'When';
comment on column payment.bank_account.recorded_by is 'Who';
comment on column payment.bank_account.recorded_by_account is 'Their account; null for programs of the house';

create table payment.bank_account_decision (
  bank_account_id uuid constraint bank_account_decision_pk primary key constraint bank_account_decision_account_fk references payment.bank_account,
  provider_id uuid constraint bank_account_decision_provider_fk references market.provider,
  is_approved boolean not null,
  note text,
  decided_at timestamptz not null,
  decided_by text not null,
  decided_by_account uuid,
  constraint bank_account_decision_reason check (is_approved or note is not null)
);
comment on table payment.bank_account_decision is 'Whether an account was approved or refused, by somebody other than whoever recorded it';
comment on column payment.bank_account_decision.bank_account_id is 'The account';
comment on column payment.bank_account_decision.provider_id is 'The provider; null for the council';
comment on column payment.bank_account_decision.is_approved is 'Approved, or refused';
comment on column payment.bank_account_decision.note is 'Why it was refused, or what was checked';
comment on column payment.bank_account_decision.decided_at is 'When';
comment on column payment.bank_account_decision.decided_by is 'Who';
comment on column payment.bank_account_decision.decided_by_account is 'Their account; null for programs of the house';

create table payment.bacs_file (
  id uuid constraint bacs_file_pk primary key,
  export_id uuid not null constraint bacs_file_export_fk references payment.payment_export,
  sequence int not null constraint bacs_file_sequence_once unique,
  processing_on date not null,
  originator_id uuid not null constraint bacs_file_originator_fk references payment.bank_account,
  payment_count int not null constraint bacs_file_payments check (payment_count > 0),
  total_pence bigint not null constraint bacs_file_total check (total_pence > 0),
  sha256 text not null,
  content text not null,
  made_at timestamptz not null,
  made_by text not null
);
create index bacs_file_by_export on payment.bacs_file (export_id);
comment on table payment.bacs_file is 'A Bacs Standard 18 file made from a payments file, kept byte for byte; Tendwell does not submit it';
comment on column payment.bacs_file.id is 'Identity';
comment on column payment.bacs_file.export_id is 'The payments file whose payments it makes';
comment on column payment.bacs_file.sequence is 'Among all Bacs files, without gaps; the serial of its submission';
comment on column payment.bacs_file.processing_on is 'Day on which Bacs processes it';
comment on column payment.bacs_file.originator_id is 'The council''s account it pays from';
comment on column payment.bacs_file.payment_count is 'Credits';
comment on column payment.bacs_file.total_pence is 'What they come to; the contra';
comment on column payment.bacs_file.sha256 is 'Digest of the content';
comment on column payment.bacs_file.content is 'The file, ASCII';
comment on column payment.bacs_file.made_at is 'When';
comment on column payment.bacs_file.made_by is 'Who';

create table payment.bacs_payment (
  file_id uuid not null constraint bacs_payment_file_fk references payment.bacs_file,
  statement_id uuid not null constraint bacs_payment_statement_fk references payment.statement,
  provider_id uuid not null constraint bacs_payment_provider_fk references market.provider,
  bank_account_id uuid not null constraint bacs_payment_account_fk references payment.bank_account,
  pence bigint not null constraint bacs_payment_pence check (pence > 0),
  constraint bacs_payment_pk primary key (file_id, statement_id)
);
create index bacs_payment_by_provider on payment.bacs_payment (provider_id);
comment on table payment.bacs_payment is 'A credit of a Bacs file: the statement it pays and the account it goes to';
comment on column payment.bacs_payment.file_id is 'The file';
comment on column payment.bacs_payment.statement_id is 'The statement';
comment on column payment.bacs_payment.provider_id is 'Its provider';
comment on column payment.bacs_payment.bank_account_id is 'The account';
comment on column payment.bacs_payment.pence is 'Amount';

create table payment.bacs_withdrawal (
  file_id uuid constraint bacs_withdrawal_pk primary key constraint bacs_withdrawal_file_fk references payment.bacs_file,
  reason text not null,
  withdrawn_at timestamptz not null,
  withdrawn_by text not null
);
comment on table payment.bacs_withdrawal is 'A Bacs file that was never submitted; another may be made in its place';
comment on column payment.bacs_withdrawal.file_id is 'The file';
comment on column payment.bacs_withdrawal.reason is 'Why, and how it was made sure that it was not submitted';
comment on column payment.bacs_withdrawal.withdrawn_at is 'When';
comment on column payment.bacs_withdrawal.withdrawn_by is 'Who';

grant select, insert on payment.bank_account, payment.bank_account_decision, payment.bacs_file, payment.bacs_payment, payment.bacs_withdrawal to tendwell_council;
-- A provider reads which account is its own by the ending alone: the numbers are not granted, so that no query of its role can show them.
grant select (id, provider_id, nr, sort_code_ending, account_ending, account_name, recorded_at) on payment.bank_account to tendwell_provider;
grant select (bank_account_id, provider_id, is_approved, decided_at) on payment.bank_account_decision to tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['bank_account', 'bank_account_decision', 'bacs_file', 'bacs_payment', 'bacs_withdrawal'] loop
    execute format('alter table payment.%I enable row level security', t);
    execute format('create policy council_all on payment.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['bank_account', 'bank_account_decision'] loop
    execute format('create policy provider_own on payment.%I for select to tendwell_provider using (provider_id = (select access.organisation()))', t);
  end loop;
end $$;

-- Electronic invoices: how a provider is paid, documents received and made, their match with a statement, and what is said about differences. Nothing here is edited.

create table payment.invoicing_way (
  id uuid constraint invoicing_way_pk primary key,
  provider_id uuid not null constraint invoicing_way_provider_fk references market.provider,
  from_on date not null,
  paid_by text not null constraint invoicing_way_paid_by check (paid_by in ('statement', 'invoice')),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index invoicing_way_by_provider on payment.invoicing_way (provider_id);
comment on table payment.invoicing_way is 'How a provider is paid for periods that begin on a day or later; on statement where nothing is recorded';
comment on column payment.invoicing_way.id is 'Identity';
comment on column payment.invoicing_way.provider_id is 'The provider';
comment on column payment.invoicing_way.from_on is 'First day on which a period may begin';
comment on column payment.invoicing_way.paid_by is 'statement (the council makes the invoice) or invoice (paid once its own matches)';
comment on column payment.invoicing_way.recorded_at is 'When; of several for one day the last counts';
comment on column payment.invoicing_way.recorded_by is 'Who';

create table payment.invoice_tolerance (
  id uuid constraint invoice_tolerance_pk primary key,
  line_pence bigint not null constraint invoice_tolerance_line check (line_pence >= 0),
  line_share int constraint invoice_tolerance_line_share check (line_share between 0 and 10000),
  total_pence bigint not null constraint invoice_tolerance_total check (total_pence >= 0),
  total_share int constraint invoice_tolerance_total_share check (total_share between 0 and 10000),
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table payment.invoice_tolerance is 'How far an invoice may depart from its statement; the newest row holds, to the penny where there is none';
comment on column payment.invoice_tolerance.id is 'Identity';
comment on column payment.invoice_tolerance.line_pence is 'Most pence of a line';
comment on column payment.invoice_tolerance.line_share is 'Most of a line, in hundredths of a per cent; null for pence alone';
comment on column payment.invoice_tolerance.total_pence is 'Most pence of tolerated lines together';
comment on column payment.invoice_tolerance.total_share is 'Most of the statement, in hundredths of a per cent; null for pence alone';
comment on column payment.invoice_tolerance.recorded_at is 'When';
comment on column payment.invoice_tolerance.recorded_by is 'Who';

create table payment.invoice_party (
  id uuid constraint invoice_party_pk primary key,
  provider_id uuid constraint invoice_party_provider_fk references market.provider,
  name text not null,
  street text not null,
  town text not null,
  postcode text not null,
  country text not null,
  tax_id text,
  is_vat_number boolean not null,
  company_number text,
  endpoint_scheme text not null,
  endpoint_id text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index invoice_party_by_provider on payment.invoice_party (provider_id);
comment on table payment.invoice_party is 'Who the council or a provider is on invoices; the newest row of each holds';
comment on column payment.invoice_party.id is 'Identity';
comment on column payment.invoice_party.provider_id is 'The provider; null for the council';
comment on column payment.invoice_party.name is 'Registered name (BT-27, BT-44)';
comment on column payment.invoice_party.street is 'Street';
comment on column payment.invoice_party.town is 'Town';
comment on column payment.invoice_party.postcode is 'Postcode';
comment on column payment.invoice_party.country is 'Country, ISO 3166-1';
comment on column payment.invoice_party.tax_id is 'VAT number (BT-31) or another tax registration (BT-32)';
comment on column payment.invoice_party.is_vat_number is 'Whether the tax registration is a VAT number';
comment on column payment.invoice_party.company_number is 'Company number (BT-30)';
comment on column payment.invoice_party.endpoint_scheme is 'Scheme of the electronic address, from the EAS list';
comment on column payment.invoice_party.endpoint_id is 'Electronic address (BT-34, BT-49)';
comment on column payment.invoice_party.recorded_at is 'When';
comment on column payment.invoice_party.recorded_by is 'Who';

create table payment.invoice (
  id uuid constraint invoice_pk primary key,
  direction text not null constraint invoice_direction check (direction in ('received', 'made')),
  kind text not null constraint invoice_kind check (kind in ('invoice', 'credit-note')),
  provider_id uuid not null constraint invoice_provider_fk references market.provider,
  statement_id uuid not null constraint invoice_statement_fk references payment.statement,
  number text not null,
  sequence int constraint invoice_sequence_once unique,
  issued_on date not null,
  total_pence bigint not null,
  line_count int not null,
  file_name text not null,
  sha256 text not null,
  content text not null,
  kept_at timestamptz not null,
  kept_by text not null,
  constraint invoice_made check ((direction = 'made') = (sequence is not null))
);
create unique index invoice_file_once on payment.invoice (provider_id, sha256);
create unique index invoice_number_once on payment.invoice (provider_id, direction, upper(number));
create index invoice_by_statement on payment.invoice (statement_id);
comment on table payment.invoice is 'An electronic invoice or credit note of a provider, received or made by the council, kept byte for byte';
comment on column payment.invoice.id is 'Identity';
comment on column payment.invoice.direction is 'received from the provider, or made by the council (self-billing)';
comment on column payment.invoice.kind is 'invoice or credit-note';
comment on column payment.invoice.provider_id is 'The provider';
comment on column payment.invoice.statement_id is 'The statement it is for';
comment on column payment.invoice.number is 'Its number (BT-1)';
comment on column payment.invoice.sequence is 'Of those made, the number among all, without gaps';
comment on column payment.invoice.issued_on is 'Issue date (BT-2)';
comment on column payment.invoice.total_pence is 'Amount due (BT-115); of a credit note above nothing for money back';
comment on column payment.invoice.line_count is 'How many lines it has';
comment on column payment.invoice.file_name is 'Name of the file';
comment on column payment.invoice.sha256 is 'SHA-256 of the file''s bytes, hexadecimal';
comment on column payment.invoice.content is 'The file, UTF-8';
comment on column payment.invoice.kept_at is 'When it came or was made';
comment on column payment.invoice.kept_by is 'Who sent or made it';

create table payment.invoice_match (
  id uuid constraint invoice_match_pk primary key,
  nr int not null generated always as identity constraint invoice_match_nr_once unique,
  statement_id uuid not null constraint invoice_match_statement_fk references payment.statement,
  provider_id uuid not null,
  invoice_id uuid not null constraint invoice_match_invoice_fk references payment.invoice,
  open_count int not null,
  statement_pence bigint not null,
  invoiced_pence bigint not null,
  tolerance jsonb not null,
  units jsonb not null,
  rule_version text not null,
  matched_at timestamptz not null
);
create index invoice_match_by_statement on payment.invoice_match (statement_id);
comment on table payment.invoice_match is 'All documents of a statement held against it, as each document came; the newest of a statement holds';
comment on column payment.invoice_match.id is 'Identity';
comment on column payment.invoice_match.nr is 'In which order they were made';
comment on column payment.invoice_match.statement_id is 'The statement';
comment on column payment.invoice_match.provider_id is 'Its provider';
comment on column payment.invoice_match.invoice_id is 'The document that came';
comment on column payment.invoice_match.open_count is 'Differences that are not tolerated';
comment on column payment.invoice_match.statement_pence is 'What the statement comes to';
comment on column payment.invoice_match.invoiced_pence is 'What invoices less credit notes come to';
comment on column payment.invoice_match.tolerance is 'The tolerance that held';
comment on column payment.invoice_match.units is 'What was compared, with each difference and its words';
comment on column payment.invoice_match.rule_version is 'Version of the rule that matched';
comment on column payment.invoice_match.matched_at is 'When';

create table payment.invoicing_event (
  statement_id uuid not null constraint invoicing_event_statement_fk references payment.statement,
  nr int not null,
  provider_id uuid not null,
  match_id uuid not null constraint invoicing_event_match_fk references payment.invoice_match,
  kind text not null constraint invoicing_event_kind check (kind in ('disputed', 'answered', 'accepted', 'settled')),
  note text not null,
  happened_at timestamptz not null,
  done_by text not null,
  constraint invoicing_event_pk primary key (statement_id, nr)
);
comment on table payment.invoicing_event is 'What was said about the differences of a statement''s invoices; where it stands is derived from these';
comment on column payment.invoicing_event.statement_id is 'The statement';
comment on column payment.invoicing_event.nr is 'Its place, from 1';
comment on column payment.invoicing_event.provider_id is 'The provider';
comment on column payment.invoicing_event.match_id is 'The match it was said of';
comment on column payment.invoicing_event.kind is 'disputed or accepted by the provider, answered or settled by the council';
comment on column payment.invoicing_event.note is 'What was said; read by both sides';
comment on column payment.invoicing_event.happened_at is 'When';
comment on column payment.invoicing_event.done_by is 'Who';

-- A statement that waits for its invoice is held, and then the lines that differ, by holds of their own that end with it.
alter table payment.hold
  add column statement_id uuid constraint hold_statement_fk references payment.statement,
  add column for_invoice boolean not null default false;
comment on column payment.hold.statement_id is 'Only lines of this statement; null for those of every statement';
comment on column payment.hold.for_invoice is 'Placed because an invoice has not come or does not match; released when it does';
alter table payment.hold drop constraint hold_of_one, add constraint hold_of_one check (num_nonnulls(person_id, pay_line_id) <= 1 and (statement_id is null or for_invoice));

grant select, insert on payment.invoicing_way, payment.invoice_tolerance, payment.invoice_party, payment.invoice, payment.invoice_match, payment.invoicing_event to tendwell_council;
grant select on payment.invoicing_way, payment.invoice_tolerance, payment.invoice_party to tendwell_provider;
grant select, insert on payment.invoice, payment.invoice_match, payment.invoicing_event to tendwell_provider;
do $$
declare t text;
begin
  foreach t in array array['invoicing_way', 'invoice_tolerance', 'invoice_party', 'invoice', 'invoice_match', 'invoicing_event'] loop
    execute format('alter table payment.%I enable row level security', t);
    execute format('create policy council_all on payment.%I to tendwell_council using (true) with check (true)', t);
  end loop;
  foreach t in array array['invoicing_way', 'invoice', 'invoice_match', 'invoicing_event'] loop
    execute format('create policy provider_own on payment.%I for select to tendwell_provider using (provider_id = (select access.organisation()))', t);
  end loop;
  foreach t in array array['invoice_match', 'invoicing_event'] loop
    execute format('create policy provider_adds on payment.%I for insert to tendwell_provider with check (provider_id = (select access.organisation()))', t);
  end loop;
end $$;
create policy provider_sends on payment.invoice for insert to tendwell_provider with check (provider_id = (select access.organisation()) and direction = 'received');
create policy provider_reads on payment.invoice_tolerance for select to tendwell_provider using (true);
create policy provider_own on payment.invoice_party for select to tendwell_provider using (provider_id = (select access.organisation()) or provider_id is null);

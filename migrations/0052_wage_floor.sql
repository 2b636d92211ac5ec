-- Wage returns of providers: what was paid for which hours of a period, or the rate of pay for hours that visits show; and the assumptions that the council sets. Nothing here is edited.
create table payment.wage_assumptions (
  id uuid constraint wage_assumptions_pk primary key,
  document jsonb not null,
  set_at timestamptz not null,
  set_by text not null
);
comment on table payment.wage_assumptions is 'Assumptions by which hours are reckoned from visits; the newest holds';
comment on column payment.wage_assumptions.id is 'Identity';
comment on column payment.wage_assumptions.document is 'Speed in tenths of a mile an hour, waiting and training as tenths of a percent of visits and travel, and which Real Living Wage';
comment on column payment.wage_assumptions.set_at is 'When';
comment on column payment.wage_assumptions.set_by is 'Who';

create table payment.wage_return (
  id uuid constraint wage_return_pk primary key,
  provider_id uuid not null constraint wage_return_provider_fk references market.provider,
  worker_group text not null,
  from_on date not null,
  to_on date not null,
  document jsonb not null,
  replaces_id uuid constraint wage_return_replaces_fk references payment.wage_return constraint wage_return_replaced_once unique,
  reason text,
  sent_at timestamptz not null,
  sent_by text not null,
  constraint wage_return_period check (to_on >= from_on),
  constraint wage_return_reason check ((replaces_id is null) = (reason is null))
);
create index wage_return_by_provider on payment.wage_return (provider_id, from_on);
comment on table payment.wage_return is 'What a provider paid its care workers in a period; a later one replaces it and says why';
comment on column payment.wage_return.id is 'Identity';
comment on column payment.wage_return.provider_id is 'The provider';
comment on column payment.wage_return.worker_group is 'The care workers it is about, in the provider''s words; empty for all of them';
comment on column payment.wage_return.from_on is 'First day';
comment on column payment.wage_return.to_on is 'Last day';
comment on column payment.wage_return.document is 'Minutes by kind and pence paid; or the rate of pay with what visits showed and the assumptions of that time';
comment on column payment.wage_return.replaces_id is 'The return in whose place it stands';
comment on column payment.wage_return.reason is 'Why it replaces that one';
comment on column payment.wage_return.sent_at is 'When';
comment on column payment.wage_return.sent_by is 'Who';

grant select, insert on payment.wage_assumptions, payment.wage_return to tendwell_council;
grant select on payment.wage_assumptions to tendwell_provider;
grant select, insert on payment.wage_return to tendwell_provider;
alter table payment.wage_assumptions enable row level security;
alter table payment.wage_return enable row level security;
create policy council_all on payment.wage_assumptions to tendwell_council using (true) with check (true);
create policy provider_read on payment.wage_assumptions for select to tendwell_provider using (true);
create policy council_all on payment.wage_return to tendwell_council using (true) with check (true);
create policy provider_own on payment.wage_return for select to tendwell_provider using (provider_id = (select access.organisation()));
create policy provider_sends on payment.wage_return for insert to tendwell_provider with check (provider_id = (select access.organisation()));

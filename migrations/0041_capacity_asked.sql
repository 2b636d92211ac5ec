-- Providers that stand in a zone and never declared free hours are asked to, and again while they do not.
create table brokerage.capacity_asked (
  provider_id uuid not null constraint capacity_asked_provider_fk references market.provider,
  sent_on date not null,
  sent_at timestamptz not null,
  constraint capacity_asked_pk primary key (provider_id, sent_on)
);
comment on table brokerage.capacity_asked is 'Days on which providers that never declared free hours were asked to';
comment on column brokerage.capacity_asked.provider_id is 'The provider';
comment on column brokerage.capacity_asked.sent_on is 'Day';
comment on column brokerage.capacity_asked.sent_at is 'When';
grant select, insert on brokerage.capacity_asked to tendwell_council;
alter table brokerage.capacity_asked enable row level security;
create policy council_all on brokerage.capacity_asked to tendwell_council using (true) with check (true);

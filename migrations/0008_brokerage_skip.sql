create table brokerage.call_off_skip (
  call_off_id uuid not null,
  provider_id uuid not null,
  skipped_at timestamptz not null,
  reasons jsonb not null,
  constraint call_off_skip_pk primary key (call_off_id, provider_id),
  constraint call_off_skip_place_fk foreign key (call_off_id, provider_id) references brokerage.call_off_place
);
comment on table brokerage.call_off_skip is 'Providers that had a place in an offer order and could no longer be asked when their turn came';
comment on column brokerage.call_off_skip.call_off_id is 'The search';
comment on column brokerage.call_off_skip.provider_id is 'The provider passed over';
comment on column brokerage.call_off_skip.skipped_at is 'When its turn came';
comment on column brokerage.call_off_skip.reasons is 'Clauses and words, for ever';
grant select, insert on brokerage.call_off_skip to tendwell_council;
alter table brokerage.call_off_skip enable row level security;
create policy council_all on brokerage.call_off_skip to tendwell_council using (true) with check (true);

-- Providers that leave, with their reason; a successor that takes the live placements of one that merged or was bought; and frameworks that take the place of another.

create table market.provider_leaving (
  id uuid constraint provider_leaving_pk primary key,
  provider_id uuid not null constraint provider_leaving_provider_fk references market.provider,
  framework_id uuid constraint provider_leaving_framework_fk references market.framework,
  left_on date not null,
  reason text not null constraint provider_leaving_reason check (reason in ('merger', 'buy-out', 'business-model', 'failure', 'other')),
  successor_id uuid constraint provider_leaving_successor_fk references market.provider,
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint provider_leaving_other check (successor_id is null or (successor_id <> provider_id and framework_id is null and reason in ('merger', 'buy-out')))
);
create index provider_leaving_by_provider on market.provider_leaving (provider_id);
create unique index provider_leaving_market_once on market.provider_leaving (provider_id) where framework_id is null;
create index provider_leaving_by_successor on market.provider_leaving (successor_id) where successor_id is not null;
comment on table market.provider_leaving is 'Withdrawals of providers, from one framework or from the council''s market, with their reason';
comment on column market.provider_leaving.id is 'Identity';
comment on column market.provider_leaving.provider_id is 'The provider that leaves';
comment on column market.provider_leaving.framework_id is 'The framework it leaves; null when it leaves the market';
comment on column market.provider_leaving.left_on is 'Last day';
comment on column market.provider_leaving.reason is 'merger, buy-out, business-model, failure or other';
comment on column market.provider_leaving.successor_id is 'The provider to which its live placements pass the day after; null without one';
comment on column market.provider_leaving.note is 'What was decided about it, for the council alone';
comment on column market.provider_leaving.recorded_at is 'When';
comment on column market.provider_leaving.recorded_by is 'Who';
grant select, insert on market.provider_leaving to tendwell_council;
alter table market.provider_leaving enable row level security;
create policy council_all on market.provider_leaving to tendwell_council using (true) with check (true);

-- Those that left before this was kept: the day is known, and no longer who recorded it.
insert into market.provider_leaving (id, provider_id, left_on, reason, recorded_at, recorded_by)
  select gen_random_uuid(), id, left_on, case when left_reason in ('merger', 'buy-out', 'business-model', 'failure') then left_reason else 'other' end, left_on::timestamptz, 'Not recorded'
  from market.provider where left_on is not null;

-- A placement comes from an offer, or from the one before it by succession.
alter table brokerage.placement alter column offer_id drop not null;
alter table brokerage.placement add column succession_id uuid constraint placement_succession_fk references market.provider_leaving;
alter table brokerage.placement add constraint placement_origin check ((offer_id is null) <> (succession_id is null));
create index placement_by_succession on brokerage.placement (succession_id) where succession_id is not null;
comment on column brokerage.placement.offer_id is 'The offer that was accepted; null when the placement passed to a successor';
comment on column brokerage.placement.succession_id is 'The leaving of the provider whose placement it follows; null when it was offered';

alter table brokerage.follow_on drop constraint follow_on_cause;
alter table brokerage.follow_on add constraint follow_on_cause check (cause in ('hand-back', 'transfer', 'change', 'failure', 'succession'));
comment on column brokerage.follow_on.cause is 'hand-back, transfer, change, failure or succession';


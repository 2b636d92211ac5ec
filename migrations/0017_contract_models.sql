-- The prime, block and open contract models: guaranteed hours, bids and how they were compared, agreed rates, subcontracts.

create table market.block (
  id uuid constraint block_pk primary key,
  framework_id uuid not null constraint block_framework_fk references market.framework,
  zone_id uuid not null constraint block_zone_fk references market.zone,
  provider_id uuid not null constraint block_provider_fk references market.provider,
  from_on date not null,
  weekly_minutes int not null constraint block_minutes check (weekly_minutes >= 0),
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint block_once unique (zone_id, provider_id, from_on)
);
create index block_by_framework on market.block (framework_id, from_on);
comment on table market.block is 'Guaranteed hours of a provider in a zone; a later one takes the place of the one before from its first day';
comment on column market.block.id is 'Identity';
comment on column market.block.framework_id is 'The framework';
comment on column market.block.zone_id is 'The zone';
comment on column market.block.provider_id is 'The provider';
comment on column market.block.from_on is 'First day';
comment on column market.block.weekly_minutes is 'Minutes a week that the council pays for whether used or not; 0 ends the block';
comment on column market.block.recorded_at is 'When recorded';
comment on column market.block.recorded_by is 'Who recorded it';
grant select, insert on market.block to tendwell_council;
grant select on market.block to tendwell_provider;
alter table market.block enable row level security;
create policy council_all on market.block to tendwell_council using (true) with check (true);
create policy provider_own on market.block for select to tendwell_provider using (provider_id = (select access.organisation()));

create table brokerage.bid (
  id bigint generated always as identity constraint bid_pk primary key,
  offer_id uuid not null constraint bid_offer_fk references brokerage.offer,
  provider_id uuid not null,
  pence_per_hour int not null constraint bid_price check (pence_per_hour > 0),
  starts_on date not null,
  note text,
  bid_at timestamptz not null,
  bid_by text not null
);
create index bid_by_offer on brokerage.bid (offer_id, id);
comment on table brokerage.bid is 'Bids in mini-competitions; the newest of an offer counts, the others are kept';
comment on column brokerage.bid.id is 'Identity, growing with time';
comment on column brokerage.bid.offer_id is 'The offer it answers';
comment on column brokerage.bid.provider_id is 'Who bids';
comment on column brokerage.bid.pence_per_hour is 'Price, pence an hour for one care worker';
comment on column brokerage.bid.starts_on is 'First day of care it offers';
comment on column brokerage.bid.note is 'What the provider wrote';
comment on column brokerage.bid.bid_at is 'When';
comment on column brokerage.bid.bid_by is 'Who';

create table brokerage.bid_score (
  call_off_id uuid not null constraint bid_score_call_off_fk references brokerage.call_off,
  bid_id bigint not null constraint bid_score_bid_fk references brokerage.bid,
  provider_id uuid not null,
  place int constraint bid_score_place check (place > 0),
  price_score int not null,
  quality_score int not null,
  total_score int not null,
  rule_version text not null,
  reasons jsonb not null,
  scored_at timestamptz not null,
  constraint bid_score_pk primary key (call_off_id, bid_id)
);
comment on table brokerage.bid_score is 'How the bids of a mini-competition were compared, for ever';
comment on column brokerage.bid_score.call_off_id is 'The search';
comment on column brokerage.bid_score.bid_id is 'The bid';
comment on column brokerage.bid_score.provider_id is 'Who bid';
comment on column brokerage.bid_score.place is 'Place, 1 is the best; null when the provider could no longer be given the package';
comment on column brokerage.bid_score.price_score is 'Score for price, hundredths of a point out of 100';
comment on column brokerage.bid_score.quality_score is 'Score for quality, hundredths of a point out of 100';
comment on column brokerage.bid_score.total_score is 'Weighted score, hundredths of a point out of 100';
comment on column brokerage.bid_score.rule_version is 'Version of the rule that compared them';
comment on column brokerage.bid_score.reasons is 'Clauses and words';
comment on column brokerage.bid_score.scored_at is 'When';

alter table brokerage.placement add column agreed_pence_per_hour int constraint placement_agreed_rate check (agreed_pence_per_hour > 0);
comment on column brokerage.placement.agreed_pence_per_hour is 'Price agreed for this placement, pence an hour, as of a mini-competition; null when the framework''s rates apply';

create table brokerage.subcontract (
  id uuid constraint subcontract_pk primary key,
  placement_id uuid not null constraint subcontract_placement_fk references brokerage.placement,
  provider_id uuid not null constraint subcontract_provider_fk references market.provider,
  subcontractor_id uuid not null constraint subcontract_subcontractor_fk references market.provider,
  from_on date not null,
  to_on date,
  weekly_minutes int not null constraint subcontract_minutes check (weekly_minutes > 0),
  pence_per_hour int not null constraint subcontract_rate check (pence_per_hour > 0),
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint subcontract_other check (subcontractor_id <> provider_id),
  constraint subcontract_days check (to_on >= from_on)
);
create index subcontract_by_placement on brokerage.subcontract (placement_id);
create index subcontract_by_provider on brokerage.subcontract (provider_id);
create index subcontract_by_subcontractor on brokerage.subcontract (subcontractor_id);
comment on table brokerage.subcontract is 'Hours of a placement that its provider has passed on to another';
comment on column brokerage.subcontract.id is 'Identity';
comment on column brokerage.subcontract.placement_id is 'The placement';
comment on column brokerage.subcontract.provider_id is 'Who passes the hours on: the provider placed, or a subcontractor of it';
comment on column brokerage.subcontract.subcontractor_id is 'Who delivers them';
comment on column brokerage.subcontract.from_on is 'First day';
comment on column brokerage.subcontract.to_on is 'Last day as agreed; null when open';
comment on column brokerage.subcontract.weekly_minutes is 'Minutes a week passed on';
comment on column brokerage.subcontract.pence_per_hour is 'What the subcontractor is paid, pence an hour for one care worker';
comment on column brokerage.subcontract.recorded_at is 'When recorded';
comment on column brokerage.subcontract.recorded_by is 'Who recorded it';

create table brokerage.subcontract_end (
  subcontract_id uuid constraint subcontract_end_pk primary key constraint subcontract_end_fk references brokerage.subcontract,
  provider_id uuid not null,
  ends_on date not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.subcontract_end is 'How a subcontract ended before its last day';
comment on column brokerage.subcontract_end.subcontract_id is 'The subcontract';
comment on column brokerage.subcontract_end.provider_id is 'Who had passed the hours on';
comment on column brokerage.subcontract_end.ends_on is 'Last day';
comment on column brokerage.subcontract_end.reason is 'Why';
comment on column brokerage.subcontract_end.recorded_at is 'When recorded';
comment on column brokerage.subcontract_end.recorded_by is 'Who recorded it';

grant select, insert on brokerage.bid, brokerage.bid_score, brokerage.subcontract, brokerage.subcontract_end to tendwell_council;
grant select, insert on brokerage.bid, brokerage.subcontract, brokerage.subcontract_end to tendwell_provider;
grant select on brokerage.bid_score to tendwell_provider;
alter table brokerage.bid enable row level security;
create policy council_all on brokerage.bid to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.bid to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.offer o where o.id = bid.offer_id and o.provider_id = (select access.organisation())));
alter table brokerage.bid_score enable row level security;
create policy council_all on brokerage.bid_score to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.bid_score for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table brokerage.subcontract enable row level security;
create policy council_all on brokerage.subcontract to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.subcontract for select to tendwell_provider
  using (provider_id = (select access.organisation()) or subcontractor_id = (select access.organisation()));
create policy provider_adds on brokerage.subcontract for insert to tendwell_provider
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.placement p where p.id = subcontract.placement_id and p.provider_id = (select access.organisation())));
alter table brokerage.subcontract_end enable row level security;
create policy council_all on brokerage.subcontract_end to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.subcontract_end to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.subcontract s where s.id = subcontract_end.subcontract_id and s.provider_id = (select access.organisation())));

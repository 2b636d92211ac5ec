create table brokerage.call_off (
  id uuid constraint call_off_pk primary key,
  package_id uuid not null constraint call_off_package_fk references care.package,
  framework_id uuid not null constraint call_off_framework_fk references market.framework,
  zone_id uuid not null constraint call_off_zone_fk references market.zone,
  rule_version text not null,
  steps jsonb not null,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_reason text constraint call_off_closed_reason check (closed_reason in ('placed', 'exhausted', 'withdrawn'))
);
create index call_off_by_package on brokerage.call_off (package_id);
create unique index call_off_open_once on brokerage.call_off (package_id) where closed_at is null;
comment on table brokerage.call_off is 'One search for a provider: the offer order as it was decided, and how the search ended';
comment on column brokerage.call_off.id is 'Identity';
comment on column brokerage.call_off.package_id is 'The package';
comment on column brokerage.call_off.framework_id is 'The framework called off from';
comment on column brokerage.call_off.zone_id is 'The zone';
comment on column brokerage.call_off.rule_version is 'Version of the offer-order rule';
comment on column brokerage.call_off.steps is 'The steps of the order: label and reply-by working minutes of each';
comment on column brokerage.call_off.opened_at is 'When the order was decided';
comment on column brokerage.call_off.opened_by is 'Who began it';
comment on column brokerage.call_off.closed_at is 'When it ended; null while it runs';
comment on column brokerage.call_off.closed_reason is 'placed, exhausted (nobody left to ask) or withdrawn';

create table brokerage.call_off_place (
  call_off_id uuid not null constraint call_off_place_call_off_fk references brokerage.call_off,
  provider_id uuid not null constraint call_off_place_provider_fk references market.provider,
  step int,
  place int,
  tier text,
  rank int,
  pence_per_hour int,
  reasons jsonb not null,
  constraint call_off_place_pk primary key (call_off_id, provider_id),
  constraint call_off_place_whole check ((step is null) = (place is null))
);
comment on table brokerage.call_off_place is 'Each provider''s place in an offer order, or why it was left out, as decided at the time';
comment on column brokerage.call_off_place.call_off_id is 'The search';
comment on column brokerage.call_off_place.provider_id is 'The provider';
comment on column brokerage.call_off_place.step is 'Step in which it is asked, 1 first; null when left out';
comment on column brokerage.call_off_place.place is 'Place in the whole order, 1 first; null when left out';
comment on column brokerage.call_off_place.tier is 'Its tier in the zone at the time';
comment on column brokerage.call_off_place.rank is 'Its rank in the zone at the time';
comment on column brokerage.call_off_place.pence_per_hour is 'Rate it would be paid; null when left out';
comment on column brokerage.call_off_place.reasons is 'Clauses and words, for ever';

create table brokerage.offer (
  id uuid constraint offer_pk primary key,
  call_off_id uuid not null constraint offer_call_off_fk references brokerage.call_off,
  package_id uuid not null constraint offer_package_fk references care.package,
  provider_id uuid not null constraint offer_provider_fk references market.provider,
  step int not null,
  place int not null,
  sent_at timestamptz not null,
  reply_by_at timestamptz not null,
  pence_per_hour int not null,
  constraint offer_once unique (call_off_id, provider_id)
);
create index offer_by_provider on brokerage.offer (provider_id, sent_at);
create index offer_by_package on brokerage.offer (package_id);
comment on table brokerage.offer is 'Packages shown to providers with a time to reply by';
comment on column brokerage.offer.id is 'Identity';
comment on column brokerage.offer.call_off_id is 'The search it belongs to';
comment on column brokerage.offer.package_id is 'The package';
comment on column brokerage.offer.provider_id is 'The provider asked';
comment on column brokerage.offer.step is 'Step of the order';
comment on column brokerage.offer.place is 'Place in the order';
comment on column brokerage.offer.sent_at is 'When it was sent';
comment on column brokerage.offer.reply_by_at is 'Reply wanted by';
comment on column brokerage.offer.pence_per_hour is 'Rate offered, pence an hour for one care worker';

create table brokerage.offer_answer (
  offer_id uuid constraint offer_answer_pk primary key constraint offer_answer_offer_fk references brokerage.offer,
  provider_id uuid not null,
  answer text not null constraint offer_answer_value check (answer in ('accepted', 'declined', 'lapsed', 'withdrawn')),
  reason text,
  note text,
  starts_on date,
  answered_at timestamptz not null,
  answered_by text not null,
  constraint offer_answer_reason check (answer <> 'declined' or reason is not null),
  constraint offer_answer_start check ((answer = 'accepted') = (starts_on is not null))
);
comment on table brokerage.offer_answer is 'The one answer to an offer; an offer without one is open';
comment on column brokerage.offer_answer.offer_id is 'The offer';
comment on column brokerage.offer_answer.provider_id is 'The provider asked';
comment on column brokerage.offer_answer.answer is 'accepted, declined, lapsed (no reply in time) or withdrawn (another provider won, or no longer wanted)';
comment on column brokerage.offer_answer.reason is 'Code of the reason, for a decline';
comment on column brokerage.offer_answer.note is 'What the provider wrote';
comment on column brokerage.offer_answer.starts_on is 'First day the provider can start, for an acceptance';
comment on column brokerage.offer_answer.answered_at is 'When';
comment on column brokerage.offer_answer.answered_by is 'Who answered';

create table brokerage.placement (
  id uuid constraint placement_pk primary key,
  package_id uuid not null constraint placement_package_fk references care.package,
  person_id uuid not null constraint placement_person_fk references care.person,
  provider_id uuid not null constraint placement_provider_fk references market.provider,
  offer_id uuid not null constraint placement_offer_once unique constraint placement_offer_fk references brokerage.offer,
  framework_id uuid not null constraint placement_framework_fk references market.framework,
  zone_id uuid not null constraint placement_zone_fk references market.zone,
  service_line text not null,
  tier text not null,
  starts_on date not null,
  pence_per_hour int not null,
  placed_at timestamptz not null,
  constraint placement_once_per_package unique (package_id)
);
create index placement_by_provider on brokerage.placement (provider_id);
create index placement_by_person on brokerage.placement (person_id);
comment on table brokerage.placement is 'Packages placed with a provider';
comment on column brokerage.placement.id is 'Identity';
comment on column brokerage.placement.package_id is 'The package; only one provider can ever win it';
comment on column brokerage.placement.person_id is 'The person';
comment on column brokerage.placement.provider_id is 'The provider';
comment on column brokerage.placement.offer_id is 'The offer that was accepted';
comment on column brokerage.placement.framework_id is 'The framework';
comment on column brokerage.placement.zone_id is 'The zone';
comment on column brokerage.placement.service_line is 'The service line';
comment on column brokerage.placement.tier is 'The provider''s tier in the zone when it won';
comment on column brokerage.placement.starts_on is 'First day of care';
comment on column brokerage.placement.pence_per_hour is 'Rate when it was placed; later rates of the framework apply from their own dates';
comment on column brokerage.placement.placed_at is 'When it was placed';

create table brokerage.placement_end (
  placement_id uuid constraint placement_end_pk primary key constraint placement_end_placement_fk references brokerage.placement,
  provider_id uuid not null,
  ends_on date not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.placement_end is 'How a placement ended';
comment on column brokerage.placement_end.placement_id is 'The placement';
comment on column brokerage.placement_end.provider_id is 'Its provider';
comment on column brokerage.placement_end.ends_on is 'Last day of care';
comment on column brokerage.placement_end.reason is 'Code of the reason';
comment on column brokerage.placement_end.recorded_at is 'When it was recorded';
comment on column brokerage.placement_end.recorded_by is 'Who recorded it';

create table brokerage.interim_cover (
  id uuid constraint interim_cover_pk primary key,
  package_id uuid not null constraint interim_cover_package_fk references care.package,
  kind text not null constraint interim_cover_kind check (kind in ('family', 'reablement-team', 'in-house', 'temporary-placement', 'none')),
  note text,
  from_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index interim_cover_by_package on brokerage.interim_cover (package_id);
comment on table brokerage.interim_cover is 'Who looks after a person while their package waits; the latest row holds';
comment on column brokerage.interim_cover.id is 'Identity';
comment on column brokerage.interim_cover.package_id is 'The package';
comment on column brokerage.interim_cover.kind is 'family, reablement-team, in-house, temporary-placement or none';
comment on column brokerage.interim_cover.note is 'Note, without names';
comment on column brokerage.interim_cover.from_on is 'First day';
comment on column brokerage.interim_cover.recorded_at is 'When recorded';
comment on column brokerage.interim_cover.recorded_by is 'Who recorded it';

grant select, insert on all tables in schema brokerage to tendwell_council;
grant update (closed_at, closed_reason) on brokerage.call_off to tendwell_council, tendwell_provider;
grant select on brokerage.call_off, brokerage.call_off_place, brokerage.offer, brokerage.offer_answer, brokerage.placement, brokerage.placement_end to tendwell_provider;
grant insert on brokerage.offer_answer, brokerage.placement to tendwell_provider;

alter table brokerage.offer enable row level security;
create policy council_all on brokerage.offer to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.offer for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table brokerage.call_off enable row level security;
create policy council_all on brokerage.call_off to tendwell_council using (true) with check (true);
create policy provider_asked on brokerage.call_off to tendwell_provider
  using (exists (select from brokerage.offer o where o.call_off_id = call_off.id and o.provider_id = (select access.organisation())));
alter table brokerage.call_off_place enable row level security;
create policy council_all on brokerage.call_off_place to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.call_off_place for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table brokerage.offer_answer enable row level security;
create policy council_all on brokerage.offer_answer to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.offer_answer to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.offer o where o.id = offer_answer.offer_id and o.provider_id = (select access.organisation())));
alter table brokerage.placement enable row level security;
create policy council_all on brokerage.placement to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.placement to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.offer o where o.id = placement.offer_id and o.package_id = placement.package_id and o.provider_id = (select access.organisation())));
alter table brokerage.placement_end enable row level security;
create policy council_all on brokerage.placement_end to tendwell_council using (true) with check (true);
create policy provider_own on brokerage.placement_end for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table brokerage.interim_cover enable row level security;
create policy council_all on brokerage.interim_cover to tendwell_council using (true) with check (true);

alter table care.person enable row level security;
create policy council_all on care.person to tendwell_council using (true) with check (true);
create policy provider_placed on care.person for select to tendwell_provider
  using (exists (select from brokerage.placement p where p.person_id = person.id and p.provider_id = (select access.organisation())));
alter table care.referral enable row level security;
create policy council_all on care.referral to tendwell_council using (true) with check (true);
alter table care.package enable row level security;
create policy council_all on care.package to tendwell_council using (true) with check (true);
create policy provider_offered on care.package for select to tendwell_provider
  using (exists (select from brokerage.offer o where o.package_id = package.id and o.provider_id = (select access.organisation())));
alter table care.pattern_visit enable row level security;
create policy council_all on care.pattern_visit to tendwell_council using (true) with check (true);
create policy provider_offered on care.pattern_visit for select to tendwell_provider
  using (exists (select from brokerage.offer o where o.package_id = pattern_visit.package_id and o.provider_id = (select access.organisation())));

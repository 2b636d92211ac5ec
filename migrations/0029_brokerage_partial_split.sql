-- Time bands, answers that say "yes, but", and packages split into parts. An answer and what is decided on it are rows of their own.

alter table care.pattern_visit add column justification text;
comment on column care.pattern_visit.justification is 'Why the visit must start at that very time; null for a window, and for exact times from before it was asked for';

create table care.time_band_set (
  id bigint generated always as identity constraint time_band_set_pk primary key,
  bands jsonb not null,
  set_at timestamptz not null,
  set_by text not null
);
comment on table care.time_band_set is 'The parts of the day in which visits are asked for, as the council names them; the newest row holds';
comment on column care.time_band_set.id is 'Identity';
comment on column care.time_band_set.bands is 'Name, earliest and latest start of each band, in minutes after midnight on the clock';
comment on column care.time_band_set.set_at is 'When they were set';
comment on column care.time_band_set.set_by is 'Who set them';
grant select, insert on care.time_band_set to tendwell_council;
grant select on care.time_band_set to tendwell_provider;
alter table care.time_band_set enable row level security;
create policy council_all on care.time_band_set to tendwell_council using (true) with check (true);
-- Words for times of the day are no secret.
create policy provider_reads on care.time_band_set for select to tendwell_provider using (true);

alter table care.package
  add column split_from uuid constraint package_split_from_fk references care.package,
  add column split_on date,
  add column part_number smallint,
  add column part_kind text constraint package_part_kind check (part_kind in ('visits', 'care-workers')),
  add constraint package_part_whole check ((split_from is null) = (split_on is null) and (split_from is null) = (part_number is null) and (split_from is null) = (part_kind is null)),
  add constraint package_part_once unique (split_from, part_number);
comment on column care.package.split_from is 'The package of which this is a part; null for one that is whole';
comment on column care.package.split_on is 'Day on which it came on the list in place of the whole';
comment on column care.package.part_number is 'Which part it is, from 1';
comment on column care.package.part_kind is 'visits: other visits are in other parts; care-workers: the other care worker of a visit is in another part';

alter table brokerage.offer_answer drop constraint offer_answer_value;
alter table brokerage.offer_answer add constraint offer_answer_value check (answer in ('accepted', 'partial', 'declined', 'lapsed', 'withdrawn'));
comment on column brokerage.offer_answer.answer is 'accepted, partial (yes, but: see partial_answer), declined, lapsed (no reply in time) or withdrawn (another provider won, or no longer wanted)';

create table brokerage.partial_answer (
  offer_id uuid constraint partial_answer_pk primary key constraint partial_answer_offer_fk references brokerage.offer,
  provider_id uuid not null,
  visits jsonb not null,
  starts_on date not null,
  note text,
  answered_at timestamptz not null,
  answered_by text not null
);
comment on table brokerage.partial_answer is 'What providers can do of a package that they cannot take as it was asked for';
comment on column brokerage.partial_answer.offer_id is 'The offer';
comment on column brokerage.partial_answer.provider_id is 'The provider asked';
comment on column brokerage.partial_answer.visits is 'The visits it can do: day and earliest start as asked for, earliest and latest start it offers, care workers it sends';
comment on column brokerage.partial_answer.starts_on is 'First day on which it can start';
comment on column brokerage.partial_answer.note is 'What the provider wrote';
comment on column brokerage.partial_answer.answered_at is 'When';
comment on column brokerage.partial_answer.answered_by is 'Who answered';

create table brokerage.partial_decision (
  offer_id uuid constraint partial_decision_pk primary key constraint partial_decision_answer_fk references brokerage.partial_answer,
  provider_id uuid not null,
  decision text not null constraint partial_decision_value check (decision in ('accepted', 'refused', 'split')),
  agreed_by text constraint partial_decision_agreed_by check (agreed_by in ('person', 'family', 'practitioner')),
  reason text not null,
  rule_version text not null,
  reasons jsonb not null,
  decided_at timestamptz not null,
  decided_by text not null,
  constraint partial_decision_agreed check ((decision = 'accepted') = (agreed_by is not null))
);
comment on table brokerage.partial_decision is 'What a broker decided on partial answers';
comment on column brokerage.partial_decision.offer_id is 'The offer';
comment on column brokerage.partial_decision.provider_id is 'The provider';
comment on column brokerage.partial_decision.decision is 'accepted (it is the week of the placement), refused, or split (the rest is a package of its own)';
comment on column brokerage.partial_decision.agreed_by is 'Who agreed to the other week, of an acceptance: the person, their family or the practitioner';
comment on column brokerage.partial_decision.reason is 'Why, in the broker''s words';
comment on column brokerage.partial_decision.rule_version is 'Version of the rule that told the difference';
comment on column brokerage.partial_decision.reasons is 'The difference as the broker saw it: clauses and words';
comment on column brokerage.partial_decision.decided_at is 'When';
comment on column brokerage.partial_decision.decided_by is 'Who';

grant select, insert on brokerage.partial_answer, brokerage.partial_decision to tendwell_council;
alter table brokerage.partial_answer enable row level security;
create policy council_all on brokerage.partial_answer to tendwell_council using (true) with check (true);
grant select, insert on brokerage.partial_answer to tendwell_provider;
create policy provider_own on brokerage.partial_answer to tendwell_provider
  using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation())
    and exists (select from brokerage.offer o where o.id = partial_answer.offer_id and o.provider_id = (select access.organisation())));
alter table brokerage.partial_decision enable row level security;
create policy council_all on brokerage.partial_decision to tendwell_council using (true) with check (true);
-- A provider learns what became of its answer, not what was said with the person about it.
grant select (offer_id, provider_id, decision, decided_at) on brokerage.partial_decision to tendwell_provider;
create policy provider_own on brokerage.partial_decision for select to tendwell_provider using (provider_id = (select access.organisation()));

-- A part waits since its referral came, and is on the list only since the split: before, the whole was.
create or replace view brokerage.published_waiting with (security_invoker = true) as
  select k.id as package_id, k.framework_id, k.zone_id, r.funder, r.source, r.received_on, k.created_at as recorded_at,
    k.weekly_minutes, k.withdrawn_on, p.placed_at, k.withdrawn_at, coalesce(k.split_on, r.received_on) as listed_on
  from care.package k
  join care.referral r on r.id = k.referral_id
  left join brokerage.placement p on p.package_id = k.id;
comment on column brokerage.published_waiting.listed_on is 'Day on which it came on the awaiting-care list: when it was received, or of a part of a split package the day of the split';

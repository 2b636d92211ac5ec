-- Holidays and respite, another price of one placement, a death, and who pays from which day. Nothing here is edited, with one exception: an end
-- of a placement that lies after the death of its person gives way to that day, and what stood before is kept in placement_end_before.

create table brokerage.absence (
  id uuid constraint absence_pk primary key,
  placement_id uuid not null constraint absence_placement_fk references brokerage.placement,
  provider_id uuid not null,
  kind text not null constraint absence_kind check (kind in ('holiday', 'respite')),
  from_on date not null,
  to_on date not null,
  told_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint absence_days check (to_on >= from_on)
);
create index absence_by_placement on brokerage.absence (placement_id, from_on);
comment on table brokerage.absence is 'Days on which the person is away and visits do not take place';
comment on column brokerage.absence.id is 'Identity';
comment on column brokerage.absence.placement_id is 'The placement';
comment on column brokerage.absence.provider_id is 'Its provider';
comment on column brokerage.absence.kind is 'holiday, or respite (in a bed elsewhere for some days)';
comment on column brokerage.absence.from_on is 'First day without care';
comment on column brokerage.absence.to_on is 'Last day without care, as it was recorded';
comment on column brokerage.absence.told_on is 'Day on which the provider was told; the notice of cancelled visits counts from it';
comment on column brokerage.absence.recorded_at is 'When it was recorded';
comment on column brokerage.absence.recorded_by is 'Who recorded it';

create table brokerage.absence_return (
  id bigint generated always as identity constraint absence_return_pk primary key,
  absence_id uuid not null constraint absence_return_fk references brokerage.absence,
  provider_id uuid not null,
  returns_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index absence_return_by_absence on brokerage.absence_return (absence_id);
comment on table brokerage.absence_return is 'Another first day of care again than was recorded; the newest holds';
comment on column brokerage.absence_return.id is 'Order';
comment on column brokerage.absence_return.absence_id is 'The absence';
comment on column brokerage.absence_return.provider_id is 'The provider';
comment on column brokerage.absence_return.returns_on is 'First day of care again; the first day of the absence says that it never was';
comment on column brokerage.absence_return.recorded_at is 'When';
comment on column brokerage.absence_return.recorded_by is 'Who';

create table brokerage.price_change (
  id uuid constraint price_change_pk primary key,
  placement_id uuid not null constraint price_change_placement_fk references brokerage.placement,
  from_on date not null,
  pence_per_hour int constraint price_change_pence check (pence_per_hour > 0),
  reason text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_account uuid constraint price_change_account_fk references access.user_account
);
create index price_change_by_placement on brokerage.price_change (placement_id);
comment on table brokerage.price_change is 'Another price of one placement from a day, once somebody else has approved it';
comment on column brokerage.price_change.id is 'Identity';
comment on column brokerage.price_change.placement_id is 'The placement';
comment on column brokerage.price_change.from_on is 'First day on which it holds';
comment on column brokerage.price_change.pence_per_hour is 'Pence an hour for one care worker; null when the framework''s rates apply again';
comment on column brokerage.price_change.reason is 'Why';
comment on column brokerage.price_change.asked_at is 'When it was asked for';
comment on column brokerage.price_change.asked_by is 'Who asked for it';
comment on column brokerage.price_change.asked_by_account is 'Their account; null for programs';

create table brokerage.price_change_decision (
  change_id uuid constraint price_change_decision_pk primary key constraint price_change_decision_fk references brokerage.price_change,
  is_approved boolean not null,
  note text,
  decided_at timestamptz not null,
  decided_by text not null
);
comment on table brokerage.price_change_decision is 'What became of another price that was asked for';
comment on column brokerage.price_change_decision.change_id is 'The change';
comment on column brokerage.price_change_decision.is_approved is 'True when approved';
comment on column brokerage.price_change_decision.note is 'What was said to it';
comment on column brokerage.price_change_decision.decided_at is 'When';
comment on column brokerage.price_change_decision.decided_by is 'Who; never who asked';

create table brokerage.death (
  person_id uuid constraint death_pk primary key constraint death_person_fk references care.person,
  died_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.death is 'People who have died; their placements end on that day';
comment on column brokerage.death.person_id is 'The person';
comment on column brokerage.death.died_on is 'Day of death: the last day of care';
comment on column brokerage.death.recorded_at is 'When it was recorded';
comment on column brokerage.death.recorded_by is 'Who recorded it';

create table brokerage.placement_end_before (
  placement_id uuid constraint placement_end_before_pk primary key constraint placement_end_before_fk references brokerage.placement,
  ends_on date not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.placement_end_before is 'Ends of placements that gave way to a death before them, as they stood';
comment on column brokerage.placement_end_before.placement_id is 'The placement';
comment on column brokerage.placement_end_before.ends_on is 'Last day as it stood';
comment on column brokerage.placement_end_before.reason is 'Why, as a code';
comment on column brokerage.placement_end_before.recorded_at is 'When it had been recorded';
comment on column brokerage.placement_end_before.recorded_by is 'Who had recorded it';
grant update (ends_on, reason, recorded_at, recorded_by) on brokerage.placement_end to tendwell_council;

alter table care.referral add column nhs_percent smallint constraint referral_nhs_percent check (nhs_percent between 1 and 99);
alter table care.referral add column contribution_pence int constraint referral_contribution check (contribution_pence >= 0);
alter table care.referral add constraint referral_nhs_of_joint check (nhs_percent is null or funder = 'joint');
comment on column care.referral.nhs_percent is 'Of a joint package, the percent that the NHS pays; null while that is not agreed';
comment on column care.referral.contribution_pence is 'The person''s own contribution, pence a week; null when not known';

create table care.funding_change (
  id bigint generated always as identity constraint funding_change_pk primary key,
  package_id uuid not null constraint funding_change_package_fk references care.package,
  from_on date not null,
  funder text not null constraint funding_change_funder check (funder in ('council', 'nhs', 'joint')),
  nhs_percent smallint constraint funding_change_nhs_percent check (nhs_percent between 1 and 99),
  contribution_pence int constraint funding_change_contribution check (contribution_pence >= 0),
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint funding_change_nhs_of_joint check (nhs_percent is null or funder = 'joint')
);
create index funding_change_by_package on care.funding_change (package_id, from_on, id);
comment on table care.funding_change is 'Who pays for a package from a day on; of those that have begun the one that began last holds, of several of a day the newest';
comment on column care.funding_change.id is 'Order';
comment on column care.funding_change.package_id is 'The package';
comment on column care.funding_change.from_on is 'First day';
comment on column care.funding_change.funder is 'council, nhs or joint';
comment on column care.funding_change.nhs_percent is 'Of a joint package, the percent that the NHS pays; null while that is not agreed';
comment on column care.funding_change.contribution_pence is 'The person''s own contribution, pence a week; null when not known';
comment on column care.funding_change.reason is 'Why';
comment on column care.funding_change.recorded_at is 'When';
comment on column care.funding_change.recorded_by is 'Who';
grant select, insert on care.funding_change to tendwell_council;
alter table care.funding_change enable row level security;
create policy council_all on care.funding_change to tendwell_council using (true) with check (true);

alter table payment.pay_line add column nhs_pence int not null default 0;
comment on column payment.pay_line.nhs_pence is 'What the NHS bears of the pence, by who paid on the day of the visit; the council bears the rest. On an adjustment the difference';

do $$
declare t text;
begin
  foreach t in array array['absence', 'absence_return', 'price_change', 'price_change_decision', 'death', 'placement_end_before'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;
-- A provider records that a person it cares for is away.
grant select, insert on brokerage.absence, brokerage.absence_return to tendwell_provider;
create policy provider_own on brokerage.absence to tendwell_provider using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation()) and exists (select from brokerage.placement p where p.id = placement_id and p.provider_id = (select access.organisation())));
create policy provider_own on brokerage.absence_return to tendwell_provider using (provider_id = (select access.organisation()))
  with check (provider_id = (select access.organisation()) and exists (select from brokerage.absence a where a.id = absence_id and a.provider_id = (select access.organisation())));
-- It sees the price of what it holds, and records the death of somebody it cares for.
grant select on brokerage.price_change, brokerage.price_change_decision to tendwell_provider;
create policy provider_own on brokerage.price_change for select to tendwell_provider using (exists (select from brokerage.placement p where p.id = placement_id and p.provider_id = (select access.organisation())));
create policy provider_own on brokerage.price_change_decision for select to tendwell_provider using (exists (select from brokerage.price_change c where c.id = change_id));
grant select, insert on brokerage.death to tendwell_provider;
create policy provider_own on brokerage.death to tendwell_provider using (exists (select from brokerage.placement p where p.person_id = death.person_id and p.provider_id = (select access.organisation())))
  with check (exists (select from brokerage.placement p where p.person_id = death.person_id and p.provider_id = (select access.organisation())));

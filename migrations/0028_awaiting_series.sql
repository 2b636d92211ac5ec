-- The awaiting-care list over time: what was recorded when, so that any past day can be counted again as it was known; weeks kept as they were told;
-- and what interim cover costs and risks.

alter table care.package add column withdrawn_at timestamptz;
comment on column care.package.withdrawn_at is 'When it was recorded that it is no longer wanted; null while it is, and for those recorded before this was kept, which count as recorded on the day itself';
grant update (withdrawn_at) on care.package to tendwell_council;

alter table brokerage.interim_cover
  add column weekly_pence int constraint interim_cover_weekly_pence check (weekly_pence >= 0),
  add column risk text constraint interim_cover_risk check (risk in ('low', 'medium', 'high')),
  add column risk_note text;
comment on column brokerage.interim_cover.weekly_pence is 'What the cover costs the council a week; null when it is not known';
comment on column brokerage.interim_cover.risk is 'How likely the cover is to break down, as whoever recorded it judges: low, medium or high; null when nobody said';
comment on column brokerage.interim_cover.risk_note is 'What the risk is, without names';

create or replace view brokerage.published_waiting with (security_invoker = true) as
  select k.id as package_id, k.framework_id, k.zone_id, r.funder, r.source, r.received_on, k.created_at as recorded_at,
    k.weekly_minutes, k.withdrawn_on, p.placed_at, k.withdrawn_at
  from care.package k
  join care.referral r on r.id = k.referral_id
  left join brokerage.placement p on p.package_id = k.id;
comment on column brokerage.published_waiting.withdrawn_at is 'When the withdrawal was recorded; null when it was not, and for those recorded before this was kept';

create view brokerage.published_search_event with (security_invoker = true) as
  select c.package_id, c.id as call_off_id, c.opened_at as happened_at, 'opened' as kind, null::text as detail from brokerage.call_off c
  union all
  select c.package_id, c.id, c.closed_at, 'closed', c.closed_reason from brokerage.call_off c where c.closed_at is not null
  union all
  select o.package_id, o.call_off_id, o.sent_at, 'asked', null from brokerage.offer o
  union all
  select o.package_id, o.call_off_id, a.answered_at, 'declined', a.reason from brokerage.offer_answer a join brokerage.offer o on o.id = a.offer_id where a.answer = 'declined'
  union all
  select c.package_id, c.id, c.opened_at, 'left-out', coalesce(s.reasons, p.reasons) -> 0 ->> 'clause'
  from brokerage.call_off c
  join brokerage.call_off_place p on p.call_off_id = c.id
  left join brokerage.call_off_skip s on s.call_off_id = p.call_off_id and s.provider_id = p.provider_id
  where not exists (select from brokerage.offer o where o.call_off_id = c.id);
comment on view brokerage.published_search_event is 'What happened in the searches for providers, each with its time: what the cause of a wait is told from';
comment on column brokerage.published_search_event.package_id is 'The package';
comment on column brokerage.published_search_event.call_off_id is 'The search';
comment on column brokerage.published_search_event.happened_at is 'When';
comment on column brokerage.published_search_event.kind is 'opened, asked (an offer was sent), declined, left-out (of a search that asked nobody) or closed';
comment on column brokerage.published_search_event.detail is 'Code of the reason, for declined; of the clause, for left-out; how it ended, for closed';
revoke all on brokerage.published_search_event from tendwell_provider;
grant select on brokerage.published_search_event to tendwell_council;

create schema reporting;
grant usage on schema reporting to tendwell_council;
create table reporting.told_week (
  week_on date constraint told_week_pk primary key constraint told_week_monday check (extract(isodow from week_on) = 1),
  told_at timestamptz not null,
  told_by text not null,
  rule_version text not null,
  content text not null,
  previous_digest text,
  digest text not null
);
comment on table reporting.told_week is 'The awaiting-care list of each week as it was told once the week was over. Kept for ever and never edited; a later count stands beside it';
comment on column reporting.told_week.week_on is 'Monday of the week';
comment on column reporting.told_week.told_at is 'When it was counted: what was recorded before then is in it';
comment on column reporting.told_week.told_by is 'Who or what counted it';
comment on column reporting.told_week.rule_version is 'Version of the counting rule';
comment on column reporting.told_week.content is 'The counts as JSON, as written: by funder, zone and cause, and what came and went';
comment on column reporting.told_week.previous_digest is 'Digest of the week told before this one; null for the first';
comment on column reporting.told_week.digest is 'SHA-256 of the previous digest, the week, the instant, the version and the content, in hexadecimal';
create function reporting.refuse_change() returns trigger language plpgsql as $$ begin raise exception 'a week that was told is never changed'; end $$;
create trigger told_week_kept before update or delete on reporting.told_week for each row execute function reporting.refuse_change();
grant select, insert on reporting.told_week to tendwell_council;
alter table reporting.told_week enable row level security;
create policy council_all on reporting.told_week to tendwell_council using (true) with check (true);

-- Facts that reports are made from: one view for each, in the schema of the slice that owns it. They decide nothing and
-- add nothing up; whoever reads them says as at which day. Only the council's role may read them.

create view market.published_zone with (security_invoker = true) as
  select z.id as zone_id, z.framework_id, f.name as framework_name, z.name as zone_name, z.position
  from market.zone z join market.framework f on f.id = z.framework_id;
comment on view market.published_zone is 'Zones with the framework they belong to';
comment on column market.published_zone.zone_id is 'The zone';
comment on column market.published_zone.framework_id is 'The framework';
comment on column market.published_zone.framework_name is 'Name of the framework';
comment on column market.published_zone.zone_name is 'Name of the zone';
comment on column market.published_zone.position is 'Order of the zone within its framework';

create view market.published_tier_target with (security_invoker = true) as
  select framework_id, tier, low_percent, high_percent from market.tier_target;
comment on view market.published_tier_target is 'The share of hours each tier is meant to deliver';
comment on column market.published_tier_target.framework_id is 'The framework';
comment on column market.published_tier_target.tier is 'The tier';
comment on column market.published_tier_target.low_percent is 'Lower end of the target, percent of hours';
comment on column market.published_tier_target.high_percent is 'Upper end of the target, percent of hours';

create view market.published_standing with (security_invoker = true) as
  select s.framework_id, s.provider_id, s.tier, s.from_on, s.to_on, p.left_on
  from market.standing s join market.provider p on p.id = s.provider_id;
comment on view market.published_standing is 'Which provider stood on which framework, from when to when';
comment on column market.published_standing.framework_id is 'The framework';
comment on column market.published_standing.provider_id is 'The provider';
comment on column market.published_standing.tier is 'Tier of the standing';
comment on column market.published_standing.from_on is 'First day';
comment on column market.published_standing.to_on is 'Last day; null while it stands';
comment on column market.published_standing.left_on is 'Day the provider left the market; null while it is here';

create view market.published_location with (security_invoker = true) as
  select id as location_id, provider_id, first_seen_at from market.location where home_care;
comment on view market.published_location is 'Locations registered for care in people''s homes';
comment on column market.published_location.location_id is 'The location';
comment on column market.published_location.provider_id is 'The provider it belongs to';
comment on column market.published_location.first_seen_at is 'When it was first read in';

create view market.published_rating with (security_invoker = true) as
  select r.id as rating_id, r.location_id, r.rating, r.published_on, r.recorded_at
  from market.rating r where r.domain = 'overall' and r.service_group = 'Overall';
comment on view market.published_rating is 'Overall CQC ratings of locations, each publication';
comment on column market.published_rating.rating_id is 'Grows with the order in which ratings were read in';
comment on column market.published_rating.location_id is 'The location';
comment on column market.published_rating.rating is 'The rating; not-rated when the publication gives none';
comment on column market.published_rating.published_on is 'Day the CQC published it';
comment on column market.published_rating.recorded_at is 'When it was read in';

create view brokerage.published_waiting with (security_invoker = true) as
  select k.id as package_id, k.framework_id, k.zone_id, r.funder, r.source, r.received_on, k.created_at as recorded_at,
    k.weekly_minutes, k.withdrawn_on, p.placed_at
  from care.package k
  join care.referral r on r.id = k.referral_id
  left join brokerage.placement p on p.package_id = k.id;
comment on view brokerage.published_waiting is 'Every package with what begins and ends its wait for a provider';
comment on column brokerage.published_waiting.package_id is 'The package';
comment on column brokerage.published_waiting.framework_id is 'Framework it is called off from';
comment on column brokerage.published_waiting.zone_id is 'Zone it lies in; null when the postcode lies in none';
comment on column brokerage.published_waiting.funder is 'Who pays: council, nhs or joint';
comment on column brokerage.published_waiting.source is 'Where the referral came from';
comment on column brokerage.published_waiting.received_on is 'Day the referral was received; the wait begins';
comment on column brokerage.published_waiting.recorded_at is 'When it was recorded';
comment on column brokerage.published_waiting.weekly_minutes is 'Care-worker minutes a week';
comment on column brokerage.published_waiting.withdrawn_on is 'Day it was no longer wanted; null while it is';
comment on column brokerage.published_waiting.placed_at is 'When a provider accepted it; null while none has';

create view brokerage.published_placement with (security_invoker = true) as
  select p.id as placement_id, p.package_id, p.provider_id, p.framework_id, p.zone_id, p.service_line, p.tier,
    k.weekly_minutes, r.source, r.received_on, p.starts_on, p.placed_at, e.ends_on, e.recorded_at as end_recorded_at
  from brokerage.placement p
  join care.package k on k.id = p.package_id
  join care.referral r on r.id = k.referral_id
  left join brokerage.placement_end e on e.placement_id = p.id;
comment on view brokerage.published_placement is 'Every placement with its hours and its days';
comment on column brokerage.published_placement.placement_id is 'The placement';
comment on column brokerage.published_placement.package_id is 'The package';
comment on column brokerage.published_placement.provider_id is 'The provider';
comment on column brokerage.published_placement.framework_id is 'The framework';
comment on column brokerage.published_placement.zone_id is 'The zone';
comment on column brokerage.published_placement.service_line is 'The service line';
comment on column brokerage.published_placement.tier is 'Tier of the provider when the package was placed';
comment on column brokerage.published_placement.weekly_minutes is 'Care-worker minutes a week';
comment on column brokerage.published_placement.source is 'Where the referral came from';
comment on column brokerage.published_placement.received_on is 'Day the referral was received';
comment on column brokerage.published_placement.starts_on is 'First day of care';
comment on column brokerage.published_placement.placed_at is 'When the provider accepted it';
comment on column brokerage.published_placement.ends_on is 'Last day of care; null while it has no end';
comment on column brokerage.published_placement.end_recorded_at is 'When the end was recorded';

create view visits.published_planned_visit with (security_invoker = true) as
  select id as planned_visit_id, placement_id, provider_id, visit_on, minutes, workers, withdrawn_at from visits.planned_visit;
comment on view visits.published_planned_visit is 'Visits that were planned';
comment on column visits.published_planned_visit.planned_visit_id is 'The planned visit';
comment on column visits.published_planned_visit.placement_id is 'The placement';
comment on column visits.published_planned_visit.provider_id is 'The provider';
comment on column visits.published_planned_visit.visit_on is 'Date of the visit';
comment on column visits.published_planned_visit.minutes is 'Planned length';
comment on column visits.published_planned_visit.workers is 'Care workers planned';
comment on column visits.published_planned_visit.withdrawn_at is 'When the plan was withdrawn; null while it stands';

create view visits.published_visit_record with (security_invoker = true) as
  select r.id as visit_record_id, r.planned_visit_id, r.placement_id, r.provider_id, r.visit_on, r.outcome, f.received_at,
    -- Few records are ever corrected: the rest are spared the look for a later file.
    case when r.superseded_by is not null then (
      select later_file.received_at from visits.visit_record later join visits.visit_file later_file on later_file.id = later.file_id where later.id = r.superseded_by
    ) end as superseded_at,
    r.second_worker
  from visits.visit_record r
  join visits.visit_file f on f.id = r.file_id;
comment on view visits.published_visit_record is 'Records of visits, with the time in which each was the current one';
comment on column visits.published_visit_record.visit_record_id is 'The record';
comment on column visits.published_visit_record.planned_visit_id is 'The planned visit it answers; null when there is none';
comment on column visits.published_visit_record.placement_id is 'The placement; null when it could not be allocated';
comment on column visits.published_visit_record.provider_id is 'The provider';
comment on column visits.published_visit_record.visit_on is 'Date of the visit';
comment on column visits.published_visit_record.outcome is 'What came of the visit';
comment on column visits.published_visit_record.received_at is 'When its file was received';
comment on column visits.published_visit_record.superseded_at is 'When a corrected record was received; null while it stands';
comment on column visits.published_visit_record.second_worker is 'True for the record of a second care worker at the same visit';

create view visits.published_visit_exception with (security_invoker = true) as
  select id as visit_exception_id, planned_visit_id, provider_id, visit_on, kind, found_at, cleared_at from visits.visit_exception;
comment on view visits.published_visit_exception is 'Departures of visits from plan, with the time in which each stood';
comment on column visits.published_visit_exception.visit_exception_id is 'The exception';
comment on column visits.published_visit_exception.planned_visit_id is 'The planned visit; null for a visit nobody planned';
comment on column visits.published_visit_exception.provider_id is 'The provider';
comment on column visits.published_visit_exception.visit_on is 'Date of the visit';
comment on column visits.published_visit_exception.kind is 'Kind of exception';
comment on column visits.published_visit_exception.found_at is 'When it was found';
comment on column visits.published_visit_exception.cleared_at is 'When a corrected record took it away; null while it stands';

create view payment.published_pay_run with (security_invoker = true) as
  select id as pay_run_id, framework_id, from_on, to_on, run_at from payment.pay_run;
comment on view payment.published_pay_run is 'Payment runs';
comment on column payment.published_pay_run.pay_run_id is 'The run';
comment on column payment.published_pay_run.framework_id is 'The framework';
comment on column payment.published_pay_run.from_on is 'First day of the payment period';
comment on column payment.published_pay_run.to_on is 'Last day of the payment period';
comment on column payment.published_pay_run.run_at is 'When it was run';

create view payment.published_pay_line with (security_invoker = true) as
  select l.id as pay_line_id, s.pay_run_id, l.provider_id, l.zone_id, l.service_line, l.tier, l.kind, l.visit_on, l.payable_minutes, l.pence
  from payment.pay_line l join payment.statement s on s.id = l.statement_id;
comment on view payment.published_pay_line is 'Lines of statements: visits paid, and corrections of earlier lines';
comment on column payment.published_pay_line.pay_line_id is 'The line';
comment on column payment.published_pay_line.pay_run_id is 'The run whose statement it stands on';
comment on column payment.published_pay_line.provider_id is 'The provider';
comment on column payment.published_pay_line.zone_id is 'The zone; null when the visit could not be placed in one';
comment on column payment.published_pay_line.service_line is 'The service line';
comment on column payment.published_pay_line.tier is 'The provider''s tier';
comment on column payment.published_pay_line.kind is 'visit, or adjustment of an earlier line';
comment on column payment.published_pay_line.visit_on is 'Date of the visit';
comment on column payment.published_pay_line.payable_minutes is 'Minutes paid; the difference on an adjustment';
comment on column payment.published_pay_line.pence is 'Pence owed; the difference on an adjustment';

do $$
declare v record;
begin
  for v in select schemaname, viewname from pg_views where viewname like 'published\_%' loop
    execute format('revoke all on %I.%I from tendwell_provider', v.schemaname, v.viewname);
    execute format('grant select on %I.%I to tendwell_council', v.schemaname, v.viewname);
  end loop;
end $$;

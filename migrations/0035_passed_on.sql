-- A placement that passed to a successor began no wait and ended none: whoever counts waits leaves it out.
create or replace view brokerage.published_placement with (security_invoker = true) as
  select p.id as placement_id, p.package_id, p.provider_id, p.framework_id, p.zone_id, p.service_line, p.tier,
    k.weekly_minutes, r.source, r.received_on, p.starts_on, p.placed_at, e.ends_on, e.recorded_at as end_recorded_at,
    p.succession_id is not null as is_passed_on
  from brokerage.placement p
  join care.package k on k.id = p.package_id
  join care.referral r on r.id = k.referral_id
  left join brokerage.placement_end e on e.placement_id = p.id;
comment on column brokerage.published_placement.is_passed_on is 'True when it passed to its provider from one that merged or was bought';

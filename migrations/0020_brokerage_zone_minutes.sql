-- How many minutes a week are placed in a zone in all: a provider learns its own share of a zone without seeing another's placements.
create function brokerage.zone_minutes(of_framework uuid, of_zone uuid, on_day date) returns bigint
  language sql stable security definer set search_path = pg_catalog
  as $$
    select coalesce(sum(k.weekly_minutes), 0)::bigint
    from brokerage.placement p
    join care.package k on k.id = p.package_id
    left join brokerage.placement_end e on e.placement_id = p.id
    where p.framework_id = of_framework and p.zone_id = of_zone and (e.ends_on is null or e.ends_on >= on_day)
  $$;
comment on function brokerage.zone_minutes is 'Minutes a week of all placements of a zone with care on a day or starting after it';
revoke all on function brokerage.zone_minutes from public;
grant execute on function brokerage.zone_minutes to tendwell_council, tendwell_provider;

-- Whether a provider is given new work: a lead that passes hours on must know it of another, without the reason.
create function market.is_suspended(of_provider uuid, on_day date) returns boolean
  language sql stable security definer set search_path = pg_catalog
  as $$
    select exists (select from market.suspension s where s.provider_id = of_provider and s.from_on <= on_day and (s.to_on is null or s.to_on >= on_day))
  $$;
comment on function market.is_suspended is 'Whether a provider is suspended from new work on a day';
revoke all on function market.is_suspended from public;
grant execute on function market.is_suspended to tendwell_council, tendwell_provider;

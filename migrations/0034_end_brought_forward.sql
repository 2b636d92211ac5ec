-- A death brings the end of a placement forward. Neither role may change an end: this function alone does, it keeps what stood, and it only ever
-- makes an end earlier.
revoke update (ends_on, reason, recorded_at, recorded_by) on brokerage.placement_end from tendwell_council;
revoke insert on brokerage.placement_end_before from tendwell_council;

create function brokerage.bring_end_forward(of_placement uuid, to_day date, at_instant timestamptz, by_whom text) returns void
  language plpgsql security definer set search_path = pg_catalog
  as $$
  begin
    insert into brokerage.placement_end_before (placement_id, ends_on, reason, recorded_at, recorded_by)
      select placement_id, ends_on, reason, recorded_at, recorded_by from brokerage.placement_end where placement_id = of_placement and ends_on > to_day;
    if not found then raise exception 'the placement has no end after that day'; end if;
    update brokerage.placement_end set ends_on = to_day, reason = 'died', recorded_at = at_instant, recorded_by = by_whom where placement_id = of_placement;
  end
  $$;
comment on function brokerage.bring_end_forward is 'Brings the end of a placement forward to a death; what stood is kept in placement_end_before';
revoke all on function brokerage.bring_end_forward from public;
grant execute on function brokerage.bring_end_forward to tendwell_council;

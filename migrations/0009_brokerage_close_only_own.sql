-- A provider ends a search only by having won it.
alter policy provider_asked on brokerage.call_off
  with check (closed_reason = 'placed' and exists (select from brokerage.placement p where p.package_id = call_off.package_id and p.provider_id = (select access.organisation())));

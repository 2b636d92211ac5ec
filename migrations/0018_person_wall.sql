-- A third database role: somebody who receives care and looks at their own ("My care"). It reads their rows of a few tables, and writes nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tendwell_person') then create role tendwell_person nologin; end if;
exception when duplicate_object or unique_violation then null; -- two databases migrating at once on one server
end $$;
do $$
begin
  execute format('grant tendwell_person to %I', current_user);
exception when others then
  if not pg_has_role(current_user, 'tendwell_person', 'member') then raise; end if;
end $$;

grant usage on schema access, care, market, brokerage, visits to tendwell_person;

create function access.person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('tendwell.person_id', true), '')::uuid $$;
comment on function access.person() is 'The person receiving care on whose behalf this transaction runs; null for everybody else';

grant select on care.person, care.package, care.pattern_visit, brokerage.placement, brokerage.placement_end, visits.planned_visit to tendwell_person;
-- Not what the referrer wrote in the note.
grant select (id, person_id, source, funder, received_on) on care.referral to tendwell_person;
-- The name of who comes; providers are no secret, their contacts are their own.
grant select (id, name) on market.provider to tendwell_person;

create policy person_own on care.person for select to tendwell_person using (id = (select access.person()));
create policy person_own on care.referral for select to tendwell_person using (person_id = (select access.person()));
create policy person_own on care.package for select to tendwell_person using (person_id = (select access.person()));
create policy person_own on care.pattern_visit for select to tendwell_person
  using (exists (select from care.package k where k.id = pattern_visit.package_id and k.person_id = (select access.person())));
create policy person_own on brokerage.placement for select to tendwell_person using (person_id = (select access.person()));
create policy person_own on brokerage.placement_end for select to tendwell_person
  using (exists (select from brokerage.placement p where p.id = placement_end.placement_id and p.person_id = (select access.person())));
create policy person_own on visits.planned_visit for select to tendwell_person using (person_id = (select access.person()));

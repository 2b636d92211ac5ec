-- A record that came before its placement, or before the visit it answers was planned, is allocated afterwards. What it was before
-- stays on a row of its own, and that row is numbered in the same line as records: payment asks for whatever is newer than a number.
create table visits.allocation (
  id bigint default nextval('visits.visit_record_id_seq') constraint allocation_pk primary key,
  provider_id uuid not null,
  visit_record_id bigint not null constraint allocation_record_fk references visits.visit_record,
  from_placement_id uuid constraint allocation_from_placement_fk references brokerage.placement,
  from_planned_visit_id bigint constraint allocation_from_planned_fk references visits.planned_visit,
  placement_id uuid not null constraint allocation_placement_fk references brokerage.placement,
  planned_visit_id bigint constraint allocation_planned_fk references visits.planned_visit,
  allocated_at timestamptz not null
);
create index allocation_by_provider on visits.allocation (provider_id, id);
create index allocation_by_record on visits.allocation (visit_record_id);
comment on table visits.allocation is 'Records that found their placement or planned visit after they had arrived; never edited';
comment on column visits.allocation.id is 'Identity, from the same sequence as visit_record.id: a later number is a later change';
comment on column visits.allocation.provider_id is 'The provider';
comment on column visits.allocation.visit_record_id is 'The record';
comment on column visits.allocation.from_placement_id is 'Placement it had before; null when it was unallocated';
comment on column visits.allocation.from_planned_visit_id is 'Withdrawn planned visit it had answered before; null when none';
comment on column visits.allocation.placement_id is 'Placement it was given';
comment on column visits.allocation.planned_visit_id is 'Planned visit it was given; null when it stays unplanned';
comment on column visits.allocation.allocated_at is 'When';

comment on column visits.visit_record.placement_id is 'Placement it belongs to now (visits.allocation has every change after its arrival); null while unallocated';
comment on column visits.visit_record.planned_visit_id is 'Planned visit it answers now (visits.allocation has every change after its arrival); null when unplanned';
comment on column payment.pay_run.newest_record_id is 'Newest visit record or allocation it saw; later ones are adjusted by later runs';

grant usage on sequence visits.visit_record_id_seq to tendwell_council;
grant select, insert on visits.allocation to tendwell_council;
grant select on visits.allocation to tendwell_provider;
-- Allocating afterwards is the house's own work: a provider's import writes both columns as it inserts.
revoke update (placement_id, planned_visit_id) on visits.visit_record from tendwell_provider;
alter table visits.allocation enable row level security;
create policy council_all on visits.allocation to tendwell_council using (true) with check (true);
create policy provider_own on visits.allocation for select to tendwell_provider using (provider_id = (select access.organisation()));

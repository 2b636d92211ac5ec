alter table visits.planned_visit add column window_minutes smallint not null default 0
  constraint planned_visit_window check (window_minutes between 0 and 1439);
comment on column visits.planned_visit.window_minutes is 'Minutes after starts_at within which the visit may still start; 0 when the time is exact';

alter table visits.visit_record add column due_starts_at timestamptz;
comment on column visits.visit_record.due_starts_at is 'Start that the provider had rostered, when the file says so; places a visit that was not made';

comment on column visits.visit_file.refusals is 'refusals: row, column, value, reason and fix of each; rowsCsv: the refused rows as sent, with reason and fix beside them';

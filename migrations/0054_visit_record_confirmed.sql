-- A record that is sent again with the same content under a higher sequence holds up to that sequence: a version in between that comes later is history.
alter table visits.visit_record add column confirmed_sequence bigint constraint visit_record_confirmed_later check (confirmed_sequence > sequence);
comment on column visits.visit_record.confirmed_sequence is 'The highest sequence under which the same content was sent again while this record was current; null when only its own';
grant update (confirmed_sequence) on visits.visit_record to tendwell_council, tendwell_provider;

-- A visit file is read in a few days at a time: its row comes first, because records refer to it, and what became of its rows is said at the end
-- of the same transaction. Said once, it stands: no other update of a file is let through.
grant update (from_on, to_on, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals) on visits.visit_file to tendwell_council, tendwell_provider;
create policy finished_once on visits.visit_file as restrictive for update to tendwell_council, tendwell_provider using (read_count = 0) with check (true);

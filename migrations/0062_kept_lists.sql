-- Lists that the program keeps in memory, the awaiting-care board first: which transactions wrote anything that such a list shows, so that what is
-- kept of it is dropped then and only then, by whichever process wrote. Rows mean nothing outside this server: backups leave them out.
create schema kept;
create table kept.change (
  list text not null,
  xid xid8 not null,
  constraint change_pk primary key (list, xid)
);
comment on table kept.change is 'Transactions that wrote something which a kept list shows';
comment on column kept.change.list is 'The list';
comment on column kept.change.xid is 'The transaction; whether somebody saw its work is told by their snapshot';
alter table kept.change enable row level security;

-- Once a transaction and list: what it noted stands in a setting of its own that ends with it, which costs less than to insert again.
create function kept.note_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog
  as $$
  declare
    own text := pg_current_xact_id()::text;
  begin
    if current_setting('tendwell.noted_' || tg_argv[0], true) is distinct from own then
      insert into kept.change (list, xid) values (tg_argv[0], pg_current_xact_id()) on conflict do nothing;
      perform set_config('tendwell.noted_' || tg_argv[0], own, true);
    end if;
    return null;
  end
  $$;
comment on function kept.note_change() is 'Notes that this transaction wrote something that the list named shows';

-- Those before every transaction that still runs; the sweep notes itself, so that whoever kept something from before them looks again.
create function kept.forget_changes() returns bigint
  language plpgsql security definer set search_path = pg_catalog
  as $$
  declare
    forgotten bigint;
  begin
    with gone as (delete from kept.change where xid < pg_snapshot_xmin(pg_current_snapshot()) returning list),
      noted as (insert into kept.change (list, xid) select distinct list, pg_current_xact_id() from gone on conflict do nothing)
    select count(*) into forgotten from gone;
    return forgotten;
  end
  $$;
comment on function kept.forget_changes() is 'Deletes notes of transactions that are long over; answers how many';
revoke execute on function kept.forget_changes() from public;
grant usage on schema kept to tendwell_council;
grant execute on function kept.forget_changes() to tendwell_council;

-- Always: also where an import puts off the look-ups of references.
do $$
declare t text;
begin
  foreach t in array array[
    'care.person', 'care.referral', 'care.package', 'care.pattern_visit', 'care.funding_change',
    'market.framework', 'market.framework_terms_change', 'market.framework_extension_use', 'market.zone',
    'brokerage.placement', 'brokerage.query', 'brokerage.query_answer', 'brokerage.call_off', 'brokerage.call_off_place', 'brokerage.call_off_skip',
    'brokerage.offer', 'brokerage.offer_answer', 'brokerage.offer_extension', 'brokerage.interim_cover', 'brokerage.spending_check', 'brokerage.spending_decision'
  ] loop
    execute format('create trigger awaiting_care_board after insert or update or delete or truncate on %s for each statement execute function kept.note_change(''awaiting_care_board'')', t);
    execute format('alter table %s enable always trigger awaiting_care_board', t);
  end loop;
end $$;

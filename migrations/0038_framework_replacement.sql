-- One framework takes the place of another from a day, with the rule of what moves into it. Nothing here is edited: a replacement that is
-- given up is withdrawn by a row of its own, and what moved under it stays where it is.

create table market.framework_replacement (
  id uuid constraint framework_replacement_pk primary key,
  framework_id uuid not null constraint framework_replacement_framework_fk references market.framework,
  by_framework_id uuid not null constraint framework_replacement_by_fk references market.framework,
  from_on date not null,
  new_packages boolean not null,
  changed_percent int constraint framework_replacement_percent check (changed_percent between 0 and 100),
  handed_back boolean not null,
  transferred boolean not null,
  all_from_on date,
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint framework_replacement_other check (framework_id <> by_framework_id),
  constraint framework_replacement_all check (all_from_on >= from_on)
);
create index framework_replacement_by_framework on market.framework_replacement (framework_id);
comment on table market.framework_replacement is 'From which day another framework takes the place of one, and which packages move; only ever added to';
comment on column market.framework_replacement.id is 'Identity';
comment on column market.framework_replacement.framework_id is 'The framework that is replaced';
comment on column market.framework_replacement.by_framework_id is 'The framework that takes its place';
comment on column market.framework_replacement.from_on is 'First day on which packages move';
comment on column market.framework_replacement.new_packages is 'Whether packages referred from that day go to the new framework';
comment on column market.framework_replacement.changed_percent is 'A package whose weekly minutes have changed for good by more than this share since that day moves; null when changed packages stay';
comment on column market.framework_replacement.handed_back is 'Whether a package that its provider hands back moves';
comment on column market.framework_replacement.transferred is 'Whether a package that is transferred to another provider moves';
comment on column market.framework_replacement.all_from_on is 'Day from which every package is to move; null when existing packages stay';
comment on column market.framework_replacement.note is 'What was decided about it, for the council alone';
comment on column market.framework_replacement.recorded_at is 'When';
comment on column market.framework_replacement.recorded_by is 'Who';

create table market.framework_replacement_withdrawal (
  replacement_id uuid constraint framework_replacement_withdrawal_pk primary key constraint framework_replacement_withdrawal_fk references market.framework_replacement,
  reason text not null,
  withdrawn_at timestamptz not null,
  withdrawn_by text not null
);
comment on table market.framework_replacement_withdrawal is 'Replacements that were given up: nothing moves under them any more';
comment on column market.framework_replacement_withdrawal.replacement_id is 'The replacement';
comment on column market.framework_replacement_withdrawal.reason is 'Why, for the council alone';
comment on column market.framework_replacement_withdrawal.withdrawn_at is 'When';
comment on column market.framework_replacement_withdrawal.withdrawn_by is 'Who';

grant select, insert on market.framework_replacement, market.framework_replacement_withdrawal to tendwell_council;
-- A provider that asks for another week is told when that moves the package; notes and reasons are the council's.
grant select (id, framework_id, by_framework_id, from_on, new_packages, changed_percent, handed_back, transferred, all_from_on) on market.framework_replacement to tendwell_provider;
grant select (replacement_id) on market.framework_replacement_withdrawal to tendwell_provider;
alter table market.framework_replacement enable row level security;
alter table market.framework_replacement_withdrawal enable row level security;
create policy council_all on market.framework_replacement to tendwell_council using (true) with check (true);
create policy council_all on market.framework_replacement_withdrawal to tendwell_council using (true) with check (true);
create policy provider_read on market.framework_replacement for select to tendwell_provider using (true);
create policy provider_read on market.framework_replacement_withdrawal for select to tendwell_provider using (true);

create table brokerage.framework_move (
  package_id uuid not null constraint framework_move_package_fk references care.package,
  replacement_id uuid not null constraint framework_move_replacement_fk references market.framework_replacement,
  event text not null constraint framework_move_event check (event in ('new', 'change', 'hand-back', 'transfer')),
  from_zone_id uuid constraint framework_move_from_zone_fk references market.zone,
  zone_id uuid not null constraint framework_move_zone_fk references market.zone,
  clause text not null,
  words text not null,
  rule_version text not null,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint framework_move_pk primary key (package_id, replacement_id)
);
create index framework_move_by_replacement on brokerage.framework_move (replacement_id);
comment on table brokerage.framework_move is 'Packages that were referred into a framework because it replaces another, with the reason; only ever added to';
comment on column brokerage.framework_move.package_id is 'The package, which lies in the new framework';
comment on column brokerage.framework_move.replacement_id is 'The replacement under which it moved';
comment on column brokerage.framework_move.event is 'What made it move: new, change, hand-back or transfer';
comment on column brokerage.framework_move.from_zone_id is 'Zone of the replaced framework that it would have lain in; null for none';
comment on column brokerage.framework_move.zone_id is 'Its zone in the new framework';
comment on column brokerage.framework_move.clause is 'Clause of the rule that applied';
comment on column brokerage.framework_move.words is 'The clause in words with its facts';
comment on column brokerage.framework_move.rule_version is 'Version of the rule';
comment on column brokerage.framework_move.moved_at is 'When';
comment on column brokerage.framework_move.moved_by is 'Who referred it';
grant select, insert on brokerage.framework_move to tendwell_council;
alter table brokerage.framework_move enable row level security;
create policy council_all on brokerage.framework_move to tendwell_council using (true) with check (true);

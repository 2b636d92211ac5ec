-- The life of a framework: its extensions and the law it was let under; the service lines it buys, each over a zone set of its own
-- where it needs one; zones that begin later than their framework; and cross-zone work, switched on or off.

alter table market.framework
  add column procurement_began_on date,
  add column procurement_route text constraint framework_route check (procurement_route in ('light-touch', 'framework', 'open-framework')),
  add column long_term_reason text,
  add column notice_days int constraint framework_notice check (notice_days > 0);
comment on column market.framework.ends_on is 'Last day as let; extensions used since stand in framework_extension_use';
comment on column market.framework.procurement_began_on is 'When its procurement began, which decides the law it was let under; null when not recorded';
comment on column market.framework.procurement_route is 'light-touch, framework or open-framework; null when not recorded';
comment on column market.framework.long_term_reason is 'Why its term is longer than the law generally allows, as recorded when it was let';
comment on column market.framework.notice_days is 'Days of notice by which either side may leave; null when not recorded';

create table market.framework_extension (
  framework_id uuid not null constraint framework_extension_framework_fk references market.framework,
  position int not null constraint framework_extension_position check (position > 0),
  months int not null constraint framework_extension_months check (months > 0),
  constraint framework_extension_pk primary key (framework_id, position)
);
comment on table market.framework_extension is 'Extensions that a framework was let with';
comment on column market.framework_extension.framework_id is 'The framework';
comment on column market.framework_extension.position is 'Order in which they are used, 1 first';
comment on column market.framework_extension.months is 'By how many months it puts off the last day';

create table market.framework_extension_use (
  framework_id uuid not null,
  position int not null,
  from_ends_on date not null,
  to_ends_on date not null,
  reason text not null,
  used_at timestamptz not null,
  used_by text not null,
  constraint framework_extension_use_pk primary key (framework_id, position),
  constraint framework_extension_use_fk foreign key (framework_id, position) references market.framework_extension,
  constraint framework_extension_use_later check (to_ends_on > from_ends_on)
);
comment on table market.framework_extension_use is 'Extensions that were used; only ever added to';
comment on column market.framework_extension_use.framework_id is 'The framework';
comment on column market.framework_extension_use.position is 'Which of its extensions';
comment on column market.framework_extension_use.from_ends_on is 'Last day before it';
comment on column market.framework_extension_use.to_ends_on is 'Last day since';
comment on column market.framework_extension_use.reason is 'Why it was used';
comment on column market.framework_extension_use.used_at is 'When that was decided';
comment on column market.framework_extension_use.used_by is 'Who decided it';

alter table market.zone
  add column starts_on date,
  add column zone_set text not null default 'general',
  add constraint zone_in_set unique (id, zone_set);
comment on column market.zone.starts_on is 'First day its packages are called off from the framework; null for the framework''s first day';
comment on column market.zone.zone_set is 'Zone set it belongs to: general, or one that some service lines have of their own';

alter table market.zone_area
  add column zone_set text not null default 'general',
  drop constraint zone_area_pk,
  add constraint zone_area_pk primary key (framework_id, zone_set, area_code),
  drop constraint zone_area_zone_fk,
  add constraint zone_area_zone_fk foreign key (zone_id, zone_set) references market.zone (id, zone_set);
comment on table market.zone_area is 'Which small areas make up each zone; an area lies in one zone of each zone set of a framework';
comment on column market.zone_area.zone_set is 'Zone set of the zone';

create table market.framework_line (
  framework_id uuid not null constraint framework_line_framework_fk references market.framework,
  service_line text not null,
  zone_set text not null default 'general',
  constraint framework_line_pk primary key (framework_id, service_line)
);
comment on table market.framework_line is 'Service lines a framework buys; without any, it buys all of them over its general zones';
comment on column market.framework_line.framework_id is 'The framework';
comment on column market.framework_line.service_line is 'The service line';
comment on column market.framework_line.zone_set is 'Zone set whose zones apply to it';

create table market.cross_zone (
  id uuid constraint cross_zone_pk primary key,
  framework_id uuid not null constraint cross_zone_framework_fk references market.framework,
  zone_id uuid constraint cross_zone_zone_fk references market.zone,
  from_zone_id uuid constraint cross_zone_from_zone_fk references market.zone,
  service_line text,
  from_on date not null,
  allowed boolean not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint cross_zone_once unique nulls not distinct (framework_id, zone_id, from_zone_id, service_line, from_on),
  constraint cross_zone_pair check ((zone_id is null) = (from_zone_id is null)),
  constraint cross_zone_other check (zone_id <> from_zone_id)
);
comment on table market.cross_zone is 'Switches for cross-zone work, each from a date; only ever added to, a later date replaces';
comment on column market.cross_zone.id is 'Identity';
comment on column market.cross_zone.framework_id is 'The framework';
comment on column market.cross_zone.zone_id is 'Zone in which the package lies; null for any';
comment on column market.cross_zone.from_zone_id is 'Zone whose providers may be asked too; null for any';
comment on column market.cross_zone.service_line is 'The service line; null for any';
comment on column market.cross_zone.from_on is 'First day it applies';
comment on column market.cross_zone.allowed is 'True switches it on, false off';
comment on column market.cross_zone.recorded_at is 'When it was decided';
comment on column market.cross_zone.recorded_by is 'Who decided it';

grant select, insert on market.framework_extension, market.framework_extension_use, market.cross_zone to tendwell_council;
grant select, insert, update, delete on market.framework_line to tendwell_council;
grant select on market.framework_extension, market.framework_extension_use, market.framework_line, market.cross_zone to tendwell_provider;

create table market.area (
  code text constraint area_pk primary key,
  name text not null,
  district_code text,
  district_name text,
  rural_urban text,
  population int,
  population_65_plus int,
  longitude double precision,
  latitude double precision,
  boundary jsonb
);
create index area_by_district on market.area (district_code);
comment on table market.area is 'Small areas from open data (LSOA 2021 in England)';
comment on column market.area.code is 'Published code of the area';
comment on column market.area.name is 'Published name';
comment on column market.area.district_code is 'Code of the district or unitary it lies in';
comment on column market.area.district_name is 'Name of that district';
comment on column market.area.rural_urban is 'Published rural-urban class';
comment on column market.area.population is 'Residents of all ages';
comment on column market.area.population_65_plus is 'Residents aged 65 and over';
comment on column market.area.longitude is 'Centre, degrees east (WGS84)';
comment on column market.area.latitude is 'Centre, degrees north (WGS84)';
comment on column market.area.boundary is 'GeoJSON geometry (WGS84)';

create table market.postcode (
  postcode text constraint postcode_pk primary key,
  area_code text not null constraint postcode_area_fk references market.area,
  longitude double precision not null,
  latitude double precision not null
);
create index postcode_by_area on market.postcode (area_code);
comment on table market.postcode is 'Unit postcodes and the small area each lies in';
comment on column market.postcode.postcode is 'In capitals with one space: LN3 5AG';
comment on column market.postcode.area_code is 'The small area it lies in';
comment on column market.postcode.longitude is 'Degrees east (WGS84)';
comment on column market.postcode.latitude is 'Degrees north (WGS84)';

create table market.import_file (
  id uuid constraint import_file_pk primary key,
  kind text not null,
  name text not null,
  sha256 text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  summary jsonb not null
);
comment on table market.import_file is 'Open-data and CQC files that were read in';
comment on column market.import_file.id is 'Identity';
comment on column market.import_file.kind is 'cqc or areas';
comment on column market.import_file.name is 'File name as given';
comment on column market.import_file.sha256 is 'Hash of its bytes';
comment on column market.import_file.imported_at is 'When it was read in';
comment on column market.import_file.imported_by is 'Who read it in';
comment on column market.import_file.summary is 'Counts: read, new, changed, repeated, refused';

create table market.provider (
  id uuid constraint provider_pk primary key,
  cqc_provider_id text constraint provider_cqc_once unique,
  name text not null,
  brand text,
  kind text constraint provider_kind check (kind in ('local', 'regional', 'national')),
  languages text[] not null default '{}',
  email text,
  created_at timestamptz not null,
  left_on date,
  left_reason text
);
comment on table market.provider is 'Organisations registered to deliver home care';
comment on column market.provider.id is 'Identity; also the organisation id of its users';
comment on column market.provider.cqc_provider_id is 'Provider id in the CQC register';
comment on column market.provider.name is 'Registered name';
comment on column market.provider.brand is 'Brand it trades under, if the CQC names one';
comment on column market.provider.kind is 'local (SME), regional or national; null until the council has said';
comment on column market.provider.languages is 'Languages its care workers speak besides English';
comment on column market.provider.email is 'Where offers and notices go';
comment on column market.provider.created_at is 'When it was first recorded';
comment on column market.provider.left_on is 'Last day it works for the council';
comment on column market.provider.left_reason is 'Merger, buy-out, business model or failure';

create table market.location (
  id uuid constraint location_pk primary key,
  provider_id uuid not null constraint location_provider_fk references market.provider,
  cqc_location_id text not null constraint location_cqc_once unique,
  name text not null,
  address text,
  town text,
  postcode text,
  local_authority text,
  region text,
  service_types text[] not null default '{}',
  specialisms text[] not null default '{}',
  home_care boolean not null,
  url text,
  first_seen_at timestamptz not null
);
create index location_by_provider on market.location (provider_id);
comment on table market.location is 'Places of work registered with the CQC, each under its provider';
comment on column market.location.id is 'Identity';
comment on column market.location.provider_id is 'Provider that runs it';
comment on column market.location.cqc_location_id is 'Location id in the CQC register';
comment on column market.location.name is 'Registered name';
comment on column market.location.address is 'Street address of the office';
comment on column market.location.town is 'Town';
comment on column market.location.postcode is 'Postcode of the office';
comment on column market.location.local_authority is 'Local authority as published';
comment on column market.location.region is 'Region as published';
comment on column market.location.service_types is 'Service types as published';
comment on column market.location.specialisms is 'Specialisms as published';
comment on column market.location.home_care is 'True when it is registered for care in people''s homes';
comment on column market.location.url is 'Its page at the CQC';
comment on column market.location.first_seen_at is 'When a file first named it';

create table market.rating (
  id bigint generated always as identity constraint rating_pk primary key,
  location_id uuid not null constraint rating_location_fk references market.location,
  service_group text not null,
  domain text not null constraint rating_domain check (domain in ('overall', 'safe', 'effective', 'caring', 'responsive', 'well-led')),
  rating text not null constraint rating_value check (rating in ('outstanding', 'good', 'requires-improvement', 'inadequate', 'not-rated')),
  published_on date not null,
  inherited boolean not null default false,
  recorded_at timestamptz not null,
  constraint rating_once unique (location_id, service_group, domain, published_on, rating)
);
comment on table market.rating is 'Every CQC rating ever read, never overwritten';
comment on column market.rating.id is 'Identity';
comment on column market.rating.location_id is 'Location rated';
comment on column market.rating.service_group is 'Overall, or the service group as published (Homecare, Supported Living)';
comment on column market.rating.domain is 'overall or one of the five key questions';
comment on column market.rating.rating is 'outstanding, good, requires-improvement, inadequate or not-rated';
comment on column market.rating.published_on is 'Publication date';
comment on column market.rating.inherited is 'True when carried over from an earlier registration';
comment on column market.rating.recorded_at is 'When it was read in';

create table market.framework (
  id uuid constraint framework_pk primary key,
  name text not null constraint framework_name_once unique,
  starts_on date not null,
  ends_on date not null,
  terms jsonb not null,
  payment_anchor_on date not null constraint framework_anchor_monday check (extract(isodow from payment_anchor_on) = 1),
  created_at timestamptz not null,
  constraint framework_term check (ends_on >= starts_on)
);
comment on table market.framework is 'Contract arrangements from which packages are called off';
comment on column market.framework.id is 'Identity';
comment on column market.framework.name is 'Its name';
comment on column market.framework.starts_on is 'First day';
comment on column market.framework.ends_on is 'Last day';
comment on column market.framework.terms is 'Contract model and its settings (frameworkTerms in market/terms.ts)';
comment on column market.framework.payment_anchor_on is 'A Monday from which four-week payment periods count';
comment on column market.framework.created_at is 'When it was recorded';

create table market.zone (
  id uuid constraint zone_pk primary key,
  framework_id uuid not null constraint zone_framework_fk references market.framework,
  name text not null,
  position int not null,
  boundary jsonb,
  constraint zone_name_once unique (framework_id, name)
);
comment on table market.zone is 'Areas of a framework with their own rate and providers';
comment on column market.zone.id is 'Identity';
comment on column market.zone.framework_id is 'Its framework';
comment on column market.zone.name is 'Its name';
comment on column market.zone.position is 'Order in tables';
comment on column market.zone.boundary is 'GeoJSON geometry (WGS84)';

create table market.zone_place (
  zone_id uuid not null constraint zone_place_zone_fk references market.zone,
  name text not null,
  longitude double precision,
  latitude double precision,
  constraint zone_place_pk primary key (zone_id, name)
);
comment on table market.zone_place is 'Towns and villages of a zone';
comment on column market.zone_place.zone_id is 'The zone';
comment on column market.zone_place.name is 'The place';
comment on column market.zone_place.longitude is 'Degrees east (WGS84)';
comment on column market.zone_place.latitude is 'Degrees north (WGS84)';

create table market.zone_area (
  framework_id uuid not null constraint zone_area_framework_fk references market.framework,
  area_code text not null constraint zone_area_area_fk references market.area,
  zone_id uuid not null constraint zone_area_zone_fk references market.zone,
  constraint zone_area_pk primary key (framework_id, area_code)
);
create index zone_area_by_zone on market.zone_area (zone_id);
comment on table market.zone_area is 'Which small areas make up each zone; an area lies in one zone of a framework';
comment on column market.zone_area.framework_id is 'The framework';
comment on column market.zone_area.area_code is 'The small area';
comment on column market.zone_area.zone_id is 'The zone';

create table market.standing (
  id uuid constraint standing_pk primary key,
  framework_id uuid not null constraint standing_framework_fk references market.framework,
  zone_id uuid not null constraint standing_zone_fk references market.zone,
  provider_id uuid not null constraint standing_provider_fk references market.provider,
  service_line text not null,
  tier text not null constraint standing_tier check (tier in ('lead', 'secondary', 'spot', 'last-resort')),
  rank int,
  from_on date not null,
  to_on date,
  reason text,
  constraint standing_once unique (zone_id, provider_id, service_line, from_on)
);
create index standing_by_provider on market.standing (provider_id);
comment on table market.standing is 'A provider''s place in a zone for a service line';
comment on column market.standing.id is 'Identity';
comment on column market.standing.framework_id is 'The framework';
comment on column market.standing.zone_id is 'The zone';
comment on column market.standing.provider_id is 'The provider';
comment on column market.standing.service_line is 'The service line';
comment on column market.standing.tier is 'lead, secondary, spot or last-resort';
comment on column market.standing.rank is 'Place by score in the zone, 1 first; null when unranked';
comment on column market.standing.from_on is 'First day';
comment on column market.standing.to_on is 'Last day; null while it stands';
comment on column market.standing.reason is 'Why it began or ended';

create table market.rate (
  id uuid constraint rate_pk primary key,
  framework_id uuid not null constraint rate_framework_fk references market.framework,
  zone_id uuid constraint rate_zone_fk references market.zone,
  service_line text,
  tier text,
  from_on date not null,
  pence_per_hour int not null constraint rate_positive check (pence_per_hour > 0),
  created_at timestamptz not null,
  constraint rate_once unique nulls not distinct (framework_id, zone_id, service_line, tier, from_on)
);
comment on table market.rate is 'Hourly rates, each from a date; never deleted, a later date replaces';
comment on column market.rate.id is 'Identity';
comment on column market.rate.framework_id is 'The framework';
comment on column market.rate.zone_id is 'The zone; null for any';
comment on column market.rate.service_line is 'The service line; null for any';
comment on column market.rate.tier is 'The tier; null for any';
comment on column market.rate.from_on is 'First day it applies';
comment on column market.rate.pence_per_hour is 'Pence for one care worker for one hour';
comment on column market.rate.created_at is 'When it was decided';

create table market.tier_target (
  framework_id uuid not null constraint tier_target_framework_fk references market.framework,
  tier text not null,
  low_percent int not null,
  high_percent int not null,
  constraint tier_target_pk primary key (framework_id, tier)
);
comment on table market.tier_target is 'Share of hours each tier is meant to deliver';
comment on column market.tier_target.framework_id is 'The framework';
comment on column market.tier_target.tier is 'The tier';
comment on column market.tier_target.low_percent is 'Lowest share meant, percent';
comment on column market.tier_target.high_percent is 'Highest share meant, percent';

create table market.suspension (
  id uuid constraint suspension_pk primary key,
  provider_id uuid not null constraint suspension_provider_fk references market.provider,
  from_on date not null,
  review_on date not null,
  to_on date,
  reason text not null
);
comment on table market.suspension is 'Times in which a provider is given no new packages';
comment on column market.suspension.id is 'Identity';
comment on column market.suspension.provider_id is 'The provider';
comment on column market.suspension.from_on is 'First day';
comment on column market.suspension.review_on is 'When it is looked at again';
comment on column market.suspension.to_on is 'Last day; null while it stands';
comment on column market.suspension.reason is 'Why';

grant select, insert, update on all tables in schema market to tendwell_council;
grant delete on market.zone_area to tendwell_council;
revoke update on market.rate, market.rating from tendwell_council;
grant select on all tables in schema market to tendwell_provider;
alter table market.standing enable row level security;
create policy council_all on market.standing to tendwell_council using (true) with check (true);
create policy provider_own on market.standing for select to tendwell_provider using (provider_id = (select access.organisation()));
alter table market.suspension enable row level security;
create policy council_all on market.suspension to tendwell_council using (true) with check (true);
create policy provider_own on market.suspension for select to tendwell_provider using (provider_id = (select access.organisation()));

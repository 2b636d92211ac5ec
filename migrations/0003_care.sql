create sequence care.person_number start 100001;
create sequence care.package_number start 100001;

create table care.person (
  id uuid constraint person_pk primary key,
  reference text not null constraint person_reference_once unique,
  external_reference text constraint person_external_once unique,
  given_name text not null,
  family_name text not null,
  born_on date,
  address text not null,
  postcode text not null,
  phone text,
  lives_alone boolean,
  languages text[] not null default '{}',
  gender text,
  created_at timestamptz not null
);
comment on table care.person is 'People who receive care or are referred for it';
comment on column care.person.id is 'Identity';
comment on column care.person.reference is 'Reference shown to staff and providers: P100001';
comment on column care.person.external_reference is 'Reference in the council''s case system';
comment on column care.person.given_name is 'Given name';
comment on column care.person.family_name is 'Family name';
comment on column care.person.born_on is 'Date of birth';
comment on column care.person.address is 'Street address';
comment on column care.person.postcode is 'In capitals with one space';
comment on column care.person.phone is 'Telephone';
comment on column care.person.lives_alone is 'Whether they live alone; null when not known';
comment on column care.person.languages is 'Languages they speak besides English, or instead';
comment on column care.person.gender is 'As the person says';
comment on column care.person.created_at is 'When first recorded';

create table care.referral (
  id uuid constraint referral_pk primary key,
  person_id uuid not null constraint referral_person_fk references care.person,
  source text not null constraint referral_source check (source in ('community', 'hospital-discharge', 'reablement-exit', 'change', 'provider-hand-back')),
  funder text not null constraint referral_funder check (funder in ('council', 'nhs', 'joint')),
  received_on date not null,
  received_at timestamptz not null,
  received_by text not null,
  note text
);
create index referral_by_person on care.referral (person_id);
comment on table care.referral is 'Requests for a package of care';
comment on column care.referral.id is 'Identity';
comment on column care.referral.person_id is 'Whom it is for';
comment on column care.referral.source is 'community, hospital-discharge, reablement-exit, change or provider-hand-back';
comment on column care.referral.funder is 'council, nhs or joint';
comment on column care.referral.received_on is 'Date the wait counts from';
comment on column care.referral.received_at is 'When it was recorded';
comment on column care.referral.received_by is 'Who recorded it';
comment on column care.referral.note is 'What the referrer wrote';

create table care.package (
  id uuid constraint package_pk primary key,
  reference text not null constraint package_reference_once unique,
  referral_id uuid not null constraint package_referral_fk references care.referral,
  person_id uuid not null constraint package_person_fk references care.person,
  service_line text not null,
  needs text[] not null default '{}',
  needs_note text,
  languages text[] not null default '{}',
  gender_preference text constraint package_gender_preference check (gender_preference in ('female', 'male')),
  start_by_on date not null,
  framework_id uuid not null,
  zone_id uuid,
  weekly_minutes int not null constraint package_weekly_minutes check (weekly_minutes > 0),
  weekly_visits int not null constraint package_weekly_visits check (weekly_visits > 0),
  most_workers int not null constraint package_most_workers check (most_workers in (1, 2)),
  created_at timestamptz not null,
  withdrawn_on date,
  withdrawn_reason text
);
create index package_by_person on care.package (person_id);
comment on table care.package is 'What one person needs: the packages of care that are bought';
comment on column care.package.id is 'Identity';
comment on column care.package.reference is 'Reference shown to staff and providers: K100001';
comment on column care.package.referral_id is 'The referral it answers';
comment on column care.package.person_id is 'Whom it is for';
comment on column care.package.service_line is 'Service line';
comment on column care.package.needs is 'Codes of needs, from care/terms.ts';
comment on column care.package.needs_note is 'Needs in words, without names';
comment on column care.package.languages is 'Languages a care worker should speak';
comment on column care.package.gender_preference is 'Gender of care worker the person asked for; null for none';
comment on column care.package.start_by_on is 'Date care is needed by';
comment on column care.package.framework_id is 'Framework it is called off from';
comment on column care.package.zone_id is 'Zone of the person''s postcode in that framework; null when no zone holds it';
comment on column care.package.weekly_minutes is 'Care-worker minutes a week: a visit by two counts twice';
comment on column care.package.weekly_visits is 'Visits a week';
comment on column care.package.most_workers is 'Most care workers at one visit';
comment on column care.package.created_at is 'When recorded';
comment on column care.package.withdrawn_on is 'Date it was no longer wanted; null while it is';
comment on column care.package.withdrawn_reason is 'Why';

create table care.pattern_visit (
  package_id uuid not null constraint pattern_visit_package_fk references care.package,
  day_of_week smallint not null constraint pattern_visit_day check (day_of_week between 1 and 7),
  earliest_minute int not null constraint pattern_visit_earliest check (earliest_minute between 0 and 1439),
  latest_minute int not null,
  minutes int not null constraint pattern_visit_minutes check (minutes between 5 and 1440),
  workers smallint not null constraint pattern_visit_workers check (workers in (1, 2)),
  time_critical boolean not null,
  constraint pattern_visit_pk primary key (package_id, day_of_week, earliest_minute),
  constraint pattern_visit_window check (latest_minute >= earliest_minute and latest_minute <= 1439)
);
comment on table care.pattern_visit is 'The weekly pattern of a package, a row a visit';
comment on column care.pattern_visit.package_id is 'The package';
comment on column care.pattern_visit.day_of_week is '1 Monday to 7 Sunday';
comment on column care.pattern_visit.earliest_minute is 'Earliest start, minutes after midnight on the clock';
comment on column care.pattern_visit.latest_minute is 'Latest start; equal to the earliest when the time is exact';
comment on column care.pattern_visit.minutes is 'Length in minutes';
comment on column care.pattern_visit.workers is 'Care workers needed: 1 or 2';
comment on column care.pattern_visit.time_critical is 'True when a late start does harm, for example medicines';

grant usage on all sequences in schema care to tendwell_council;
grant select, insert on all tables in schema care to tendwell_council;
grant update (external_reference, given_name, family_name, born_on, address, postcode, phone, lives_alone, languages, gender) on care.person to tendwell_council;
grant update (withdrawn_on, withdrawn_reason) on care.package to tendwell_council;
grant select on care.person, care.package, care.pattern_visit to tendwell_provider;

-- How a framework awards its packages, as it was changed since it was let. Only ever added to: a search that began under earlier terms
-- goes on under them, and what was decided can be read with the terms that decided it.

create table market.framework_terms_change (
  framework_id uuid not null constraint framework_terms_change_framework_fk references market.framework,
  version int not null constraint framework_terms_change_version check (version > 1),
  terms jsonb not null,
  from_at timestamptz not null,
  reason text not null,
  changed_by text not null,
  constraint framework_terms_change_pk primary key (framework_id, version)
);
comment on table market.framework_terms_change is 'Terms of frameworks as changed since they were let; the newest are in force, those let with are version 1';
comment on column market.framework_terms_change.framework_id is 'The framework';
comment on column market.framework_terms_change.version is 'Version of its terms, growing by one; version 1 stands with the framework itself';
comment on column market.framework_terms_change.terms is 'Contract model and its settings (frameworkTerms in market/terms.ts)';
comment on column market.framework_terms_change.from_at is 'When they came into force: searches begun from then on follow them';
comment on column market.framework_terms_change.reason is 'Why they were changed';
comment on column market.framework_terms_change.changed_by is 'Who adopted them';
comment on column market.framework.terms is 'Contract model and its settings as let (frameworkTerms in market/terms.ts); changes since stand in framework_terms_change';
grant select, insert on market.framework_terms_change to tendwell_council;
grant select on market.framework_terms_change to tendwell_provider;

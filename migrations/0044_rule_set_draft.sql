-- Payment rules are drafted and tried before they are adopted, carry worked cases, and are compared in what-ifs that are kept.

alter table payment.rule_set add column cases jsonb not null default '[]';
comment on column payment.rule_set.cases is 'Worked cases that the rules passed when they were adopted (workedCase in payment/terms/worked-case.ts)';

create table payment.what_if (
  id uuid constraint what_if_pk primary key,
  framework_id uuid not null constraint what_if_framework_fk references market.framework,
  name text not null,
  from_on date not null,
  to_on date not null,
  scenarios jsonb not null,
  asked_at timestamptz not null,
  asked_by text not null,
  parts_done int not null default 0,
  parts_total int,
  ended_at timestamptz,
  refused_words text,
  result jsonb,
  constraint what_if_dates check (to_on >= from_on),
  constraint what_if_ended check ((ended_at is null) = (refused_words is null and result is null)),
  constraint what_if_one_end check (refused_words is null or result is null)
);
create index what_if_by_asked on payment.what_if (asked_at);
comment on table payment.what_if is 'Visits of paid periods priced under other rules, held against what was paid: what was asked, by whom, and the answer';
comment on column payment.what_if.id is 'Identity';
comment on column payment.what_if.framework_id is 'The framework whose visits are priced';
comment on column payment.what_if.name is 'What it is called in the list';
comment on column payment.what_if.from_on is 'First visit date';
comment on column payment.what_if.to_on is 'Last visit date';
comment on column payment.what_if.scenarios is 'The rules tried and the change of rates under each (tryScenario in payment/terms/what-if.ts)';
comment on column payment.what_if.asked_at is 'When it was asked for';
comment on column payment.what_if.asked_by is 'Who asked';
comment on column payment.what_if.parts_done is 'Periods of providers priced so far';
comment on column payment.what_if.parts_total is 'Periods of providers to price; null until it has begun';
comment on column payment.what_if.ended_at is 'When it ended; null while it waits or runs';
comment on column payment.what_if.refused_words is 'Why there is no answer; null when there is one';
comment on column payment.what_if.result is 'The answer (whatIfResult in payment/terms/what-if.ts)';

create table payment.rule_set_draft (
  id uuid constraint rule_set_draft_pk primary key,
  framework_id uuid not null constraint rule_set_draft_framework_fk references market.framework,
  from_on date not null,
  document jsonb not null,
  cases jsonb not null,
  drafted_at timestamptz not null,
  drafted_by text not null,
  what_if_id uuid constraint rule_set_draft_what_if_fk references payment.what_if,
  rule_set_id uuid constraint rule_set_draft_rule_set_fk references payment.rule_set
);
create index rule_set_draft_by_framework on payment.rule_set_draft (framework_id, drafted_at);
comment on table payment.rule_set_draft is 'Payment rules that somebody drafted to see their effect before they are adopted';
comment on column payment.rule_set_draft.id is 'Identity';
comment on column payment.rule_set_draft.framework_id is 'The framework';
comment on column payment.rule_set_draft.from_on is 'First visit date it would apply to';
comment on column payment.rule_set_draft.document is 'The rules (ruleSetDocument in payment/terms/rule-set.ts)';
comment on column payment.rule_set_draft.cases is 'Worked cases that must pass before it is adopted';
comment on column payment.rule_set_draft.drafted_at is 'When it was drafted';
comment on column payment.rule_set_draft.drafted_by is 'Who drafted it';
comment on column payment.rule_set_draft.what_if_id is 'Its effect on the last paid period; null when nothing had been paid';
comment on column payment.rule_set_draft.rule_set_id is 'The version it became; null while it is a draft';

grant select, insert on payment.what_if, payment.rule_set_draft to tendwell_council;
grant update (parts_done, parts_total, ended_at, refused_words, result) on payment.what_if to tendwell_council;
grant update (cases, rule_set_id) on payment.rule_set_draft to tendwell_council;

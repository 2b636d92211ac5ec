create table payment.pay_run_request (
  id uuid constraint pay_run_request_pk primary key,
  framework_id uuid not null constraint pay_run_request_framework_fk references market.framework,
  from_on date not null,
  asked_at timestamptz not null,
  asked_by text not null,
  providers_done int not null default 0,
  providers_total int,
  ended_at timestamptz,
  refused_words text,
  constraint pay_run_request_refused check (refused_words is null or ended_at is not null)
);
create index pay_run_request_by_period on payment.pay_run_request (framework_id, from_on, asked_at);
comment on table payment.pay_run_request is 'A payment run that somebody asked for on a page, and how far it has come; what it paid stands in pay_run';
comment on column payment.pay_run_request.id is 'Identity';
comment on column payment.pay_run_request.framework_id is 'The framework';
comment on column payment.pay_run_request.from_on is 'First day of the period';
comment on column payment.pay_run_request.asked_at is 'When it was asked for';
comment on column payment.pay_run_request.asked_by is 'Who asked';
comment on column payment.pay_run_request.providers_done is 'Providers priced so far';
comment on column payment.pay_run_request.providers_total is 'Providers to price; null until it has begun';
comment on column payment.pay_run_request.ended_at is 'When it ended; null while it waits or runs';
comment on column payment.pay_run_request.refused_words is 'Why it was refused; null when it was not';

grant select, insert on payment.pay_run_request to tendwell_council;
grant update (providers_done, providers_total, ended_at, refused_words) on payment.pay_run_request to tendwell_council;

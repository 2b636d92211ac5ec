-- Approval against spending limits, who works on which package, leave, reminders and escalations. Nothing here is edited: the newest row holds.

create table brokerage.spending_limit (
  id uuid constraint spending_limit_pk primary key,
  role text,
  account_id uuid constraint spending_limit_account_fk references access.user_account,
  kind text not null constraint spending_limit_kind check (kind in ('limit', 'none', 'as-role')),
  weekly_pence int constraint spending_limit_pence check (weekly_pence >= 0),
  may_approve_own boolean not null,
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint spending_limit_of_one check (num_nonnulls(role, account_id) = 1),
  constraint spending_limit_whole check ((kind = 'limit') = (weekly_pence is not null)),
  constraint spending_limit_as_role check (kind <> 'as-role' or account_id is not null)
);
create index spending_limit_by_account on brokerage.spending_limit (account_id, recorded_at);
comment on table brokerage.spending_limit is 'How much a week a role or an account may commit the council to without somebody else; the newest row of each holds';
comment on column brokerage.spending_limit.id is 'Identity';
comment on column brokerage.spending_limit.role is 'The role it is set for; null when for an account';
comment on column brokerage.spending_limit.account_id is 'The account it is set for; null when for a role';
comment on column brokerage.spending_limit.kind is 'limit, none (any cost) or as-role (the account has no limit of its own any more)';
comment on column brokerage.spending_limit.weekly_pence is 'Most pence a week; null unless the kind is limit';
comment on column brokerage.spending_limit.may_approve_own is 'Of a role: whether its holders may approve what they asked for themselves';
comment on column brokerage.spending_limit.note is 'Why it was set';
comment on column brokerage.spending_limit.recorded_at is 'When';
comment on column brokerage.spending_limit.recorded_by is 'Who';

create table brokerage.spending_check (
  id uuid constraint spending_check_pk primary key,
  package_id uuid not null constraint spending_check_package_fk references care.package,
  nr int not null,
  weekly_pence int,
  limit_pence int,
  needs_approval boolean not null,
  reasons jsonb not null,
  rule_version text not null,
  note text,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_account uuid constraint spending_check_account_fk references access.user_account,
  constraint spending_check_once unique (package_id, nr)
);
create index spending_check_open on brokerage.spending_check (package_id) where needs_approval;
comment on table brokerage.spending_check is 'What a package is estimated to cost, held against the limit of whoever referred it; the highest number of a package holds';
comment on column brokerage.spending_check.id is 'Identity';
comment on column brokerage.spending_check.package_id is 'The package';
comment on column brokerage.spending_check.nr is '1 at the referral; one more each time it is asked again';
comment on column brokerage.spending_check.weekly_pence is 'Estimated pence a week; null when there is no rate to reckon with';
comment on column brokerage.spending_check.limit_pence is 'Limit of whoever asked; null when they had none';
comment on column brokerage.spending_check.needs_approval is 'Whether somebody else approves it before its search begins';
comment on column brokerage.spending_check.reasons is 'What the rule decided: clauses and words';
comment on column brokerage.spending_check.rule_version is 'Version of the rule';
comment on column brokerage.spending_check.note is 'Why it was asked again';
comment on column brokerage.spending_check.asked_at is 'When';
comment on column brokerage.spending_check.asked_by is 'Who asked';
comment on column brokerage.spending_check.asked_by_account is 'Their account; null for programs and jobs';

create table brokerage.spending_decision (
  check_id uuid constraint spending_decision_pk primary key constraint spending_decision_check_fk references brokerage.spending_check,
  is_approved boolean not null,
  limit_pence int,
  note text,
  decided_at timestamptz not null,
  decided_by text not null,
  decided_by_account uuid constraint spending_decision_account_fk references access.user_account
);
comment on table brokerage.spending_decision is 'What became of packages that waited for approval';
comment on column brokerage.spending_decision.check_id is 'The question that it answers';
comment on column brokerage.spending_decision.is_approved is 'True when approved';
comment on column brokerage.spending_decision.limit_pence is 'Limit of whoever decided; null when they had none';
comment on column brokerage.spending_decision.note is 'What was said to it';
comment on column brokerage.spending_decision.decided_at is 'When';
comment on column brokerage.spending_decision.decided_by is 'Who';
comment on column brokerage.spending_decision.decided_by_account is 'Their account; null for programs';

create table brokerage.package_broker (
  id uuid constraint package_broker_pk primary key,
  package_id uuid not null constraint package_broker_package_fk references care.package,
  nr int not null,
  account_id uuid constraint package_broker_account_fk references access.user_account,
  cause text not null constraint package_broker_cause check (cause in ('by-hand', 'rule', 'taken', 'handed-over', 'leave')),
  reason text,
  reasons jsonb not null,
  assigned_at timestamptz not null,
  assigned_by text not null,
  constraint package_broker_once unique (package_id, nr)
);
create index package_broker_by_account on brokerage.package_broker (account_id);
comment on table brokerage.package_broker is 'Who works on a package that waits; the highest number of a package holds';
comment on column brokerage.package_broker.id is 'Identity';
comment on column brokerage.package_broker.package_id is 'The package';
comment on column brokerage.package_broker.nr is '1 for the first broker, one more at each change';
comment on column brokerage.package_broker.account_id is 'The broker; null when it is nobody''s again';
comment on column brokerage.package_broker.cause is 'by-hand, rule (shared out), taken, handed-over, or leave (handed over because leave began)';
comment on column brokerage.package_broker.reason is 'Why, in somebody''s words';
comment on column brokerage.package_broker.reasons is 'What the rule decided: clauses and words; empty by hand';
comment on column brokerage.package_broker.assigned_at is 'When';
comment on column brokerage.package_broker.assigned_by is 'Who';

create table brokerage.leave_period (
  id uuid constraint leave_period_pk primary key,
  account_id uuid not null constraint leave_period_account_fk references access.user_account,
  from_on date not null,
  to_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint leave_period_days check (to_on >= from_on)
);
create index leave_period_by_days on brokerage.leave_period (to_on);
comment on table brokerage.leave_period is 'Days on which a member of the council''s staff is away';
comment on column brokerage.leave_period.id is 'Identity';
comment on column brokerage.leave_period.account_id is 'Whose leave';
comment on column brokerage.leave_period.from_on is 'First day away';
comment on column brokerage.leave_period.to_on is 'Last day away';
comment on column brokerage.leave_period.recorded_at is 'When it was recorded';
comment on column brokerage.leave_period.recorded_by is 'Who recorded it';

create table brokerage.leave_cancellation (
  leave_id uuid constraint leave_cancellation_pk primary key constraint leave_cancellation_leave_fk references brokerage.leave_period,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.leave_cancellation is 'Leave that is not taken after all, or ends sooner';
comment on column brokerage.leave_cancellation.leave_id is 'The leave';
comment on column brokerage.leave_cancellation.recorded_at is 'When';
comment on column brokerage.leave_cancellation.recorded_by is 'Who';

create table brokerage.chasing_terms (
  id uuid constraint chasing_terms_pk primary key,
  shares_out boolean not null,
  reminder_minutes int not null constraint chasing_terms_reminder check (reminder_minutes between 0 and 4800),
  search_minutes int not null constraint chasing_terms_search check (search_minutes between 30 and 48000),
  approval_minutes int not null constraint chasing_terms_approval check (approval_minutes between 30 and 48000),
  team_lead_role text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table brokerage.chasing_terms is 'When Tendwell reminds and escalates; the newest row holds';
comment on column brokerage.chasing_terms.id is 'Identity';
comment on column brokerage.chasing_terms.shares_out is 'Whether packages without a broker are shared out by the rule';
comment on column brokerage.chasing_terms.reminder_minutes is 'Working minutes before the reply-by time at which a provider is reminded; 0 for never';
comment on column brokerage.chasing_terms.search_minutes is 'Working minutes after a search found nobody at which the team lead is told';
comment on column brokerage.chasing_terms.approval_minutes is 'Working minutes that an approval may wait at each step of approvers';
comment on column brokerage.chasing_terms.team_lead_role is 'Role that is told when nobody else is left to tell';
comment on column brokerage.chasing_terms.recorded_at is 'When';
comment on column brokerage.chasing_terms.recorded_by is 'Who';

create table brokerage.offer_reminder (
  offer_id uuid constraint offer_reminder_pk primary key constraint offer_reminder_offer_fk references brokerage.offer,
  sent_at timestamptz not null
);
comment on table brokerage.offer_reminder is 'Offers whose provider was reminded before the reply-by time';
comment on column brokerage.offer_reminder.offer_id is 'The offer';
comment on column brokerage.offer_reminder.sent_at is 'When';

create table brokerage.escalation (
  id uuid constraint escalation_pk primary key,
  kind text not null constraint escalation_kind check (kind in ('search', 'spending', 'change')),
  subject_id uuid not null,
  package_id uuid not null constraint escalation_package_fk references care.package,
  level int not null constraint escalation_level check (level >= 0),
  reasons jsonb not null,
  told jsonb not null,
  escalated_at timestamptz not null,
  constraint escalation_once unique (kind, subject_id, level)
);
create index escalation_by_package on brokerage.escalation (package_id);
comment on table brokerage.escalation is 'What waited too long, and who was told';
comment on column brokerage.escalation.id is 'Identity';
comment on column brokerage.escalation.kind is 'search (ended with nobody), spending (a package''s approval) or change (approval of a change of the week)';
comment on column brokerage.escalation.subject_id is 'The search, the spending check or the change';
comment on column brokerage.escalation.package_id is 'The package';
comment on column brokerage.escalation.level is '0 when approvers were first asked, then one more each time';
comment on column brokerage.escalation.reasons is 'Why: clauses and words';
comment on column brokerage.escalation.told is 'Accounts that were sent a message: identities and names';
comment on column brokerage.escalation.escalated_at is 'When';

do $$
declare t text;
begin
  foreach t in array array['spending_limit', 'spending_check', 'spending_decision', 'package_broker', 'leave_period', 'leave_cancellation', 'chasing_terms', 'offer_reminder', 'escalation'] loop
    execute format('grant select, insert on brokerage.%I to tendwell_council', t);
    execute format('alter table brokerage.%I enable row level security', t);
    execute format('create policy council_all on brokerage.%I to tendwell_council using (true) with check (true)', t);
  end loop;
end $$;

-- What council and NHS bear of a statement, and who paid for a package on any day.

alter table payment.statement add column nhs_pence bigint not null default 0;
comment on column payment.statement.nhs_pence is 'Sum of what the NHS bears of the lines; the council bears the rest of what is owed';
update payment.statement s set nhs_pence = l.nhs
from (select statement_id, sum(nhs_pence) as nhs from payment.pay_line where nhs_pence <> 0 group by statement_id) l where l.statement_id = s.id;

create or replace view payment.published_pay_line with (security_invoker = true) as
  select l.id as pay_line_id, s.pay_run_id, l.provider_id, l.zone_id, l.service_line, l.tier, l.kind, l.visit_on, l.payable_minutes, l.pence, l.nhs_pence
  from payment.pay_line l join payment.statement s on s.id = l.statement_id;
comment on column payment.published_pay_line.nhs_pence is 'Pence of it that the NHS bears; the difference on an adjustment';

create view care.published_payer_change with (security_invoker = true) as
  select id as payer_change_id, package_id, from_on, funder, recorded_at from care.funding_change;
comment on view care.published_payer_change is 'Who pays for packages from which day on, where that is not as they were referred';
comment on column care.published_payer_change.payer_change_id is 'Grows with the order in which changes were recorded; of two of one day the newest holds';
comment on column care.published_payer_change.package_id is 'The package';
comment on column care.published_payer_change.from_on is 'First day';
comment on column care.published_payer_change.funder is 'Who pays: council, nhs or joint';
comment on column care.published_payer_change.recorded_at is 'When it was recorded';
revoke all on care.published_payer_change from tendwell_provider;
grant select on care.published_payer_change to tendwell_council;

-- Differences of an invoice are disputed and settled line by line, each with the amount agreed; a what-if is cancelled while it runs, and deleted, by whoever asked for it.
alter table payment.invoicing_event
  add column unit_nr int constraint invoicing_event_unit check (unit_nr > 0),
  add column agreed_pence bigint,
  add column from_council boolean,
  add constraint invoicing_event_agreed check (agreed_pence is null or (unit_nr is not null and kind in ('accepted', 'settled')));
comment on column payment.invoicing_event.unit_nr is 'Place of the line among those of the match, from 1; null for all of them';
comment on column payment.invoicing_event.agreed_pence is 'What was agreed for the line when it was closed; null for one that was not, and for all of them together';
comment on column payment.invoicing_event.from_council is 'Whether the council said it, or the provider; null where it was said before this was kept';

alter table payment.what_if
  add column asked_by_account uuid,
  add column is_cancelled boolean not null default false constraint what_if_cancelled check (not is_cancelled or refused_words is not null);
comment on column payment.what_if.asked_by_account is 'Account of whoever asked; null for programs of the house and those asked before it was kept';
comment on column payment.what_if.is_cancelled is 'Cancelled before it had an answer';
grant update (is_cancelled) on payment.what_if to tendwell_council;
grant delete on payment.what_if to tendwell_council;

-- Reports count what was approved: a draft is nobody's payment yet.
create or replace view payment.published_pay_run with (security_invoker = true) as
  select r.id as pay_run_id, r.framework_id, r.from_on, r.to_on, r.run_at,
    case when r.needs_approval then (select min(e.happened_at) from payment.pay_run_event e where e.pay_run_id = r.id and e.kind = 'approved') else r.run_at end as approved_at
  from payment.pay_run r;
comment on column payment.published_pay_run.approved_at is 'When it was approved, which issued its statements; when it was run, for those made before approval was asked for; null while it is a draft or in review';

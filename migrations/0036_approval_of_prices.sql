-- Other prices of one placement are put to approvers, and escalated, as changes of the week are.
alter table brokerage.escalation drop constraint escalation_kind;
alter table brokerage.escalation add constraint escalation_kind check (kind in ('search', 'spending', 'change', 'price'));
comment on column brokerage.escalation.kind is 'search (ended with nobody), spending (a package''s approval), change (approval of a change of the week) or price (approval of another price)';
comment on column brokerage.escalation.subject_id is 'The search, the spending check, the change or the price';

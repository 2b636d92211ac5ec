alter table payment.pay_run add column rate_ids uuid[], add column rule_set_ids uuid[];
comment on column payment.pay_run.rate_ids is 'Every rate of the framework that it knew; one it did not know is new to the next run. Null before this was kept';
comment on column payment.pay_run.rule_set_ids is 'Every rule set of the framework that it knew, likewise';

alter table brokerage.price_change
  add column pence_per_week int constraint price_change_week check (pence_per_week > 0),
  add constraint price_change_one check (pence_per_hour is null or pence_per_week is null);
comment on column brokerage.price_change.pence_per_week is 'Price agreed for the package''s whole week, pence; null when it is by the hour';

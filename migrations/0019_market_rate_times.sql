-- Rates may be for one category of day and one band of the clock as well.

alter table market.rate
  add column day_category text constraint rate_day_category check (day_category in ('weekday', 'saturday', 'sunday', 'bank-holiday')),
  add column band_from_minute int constraint rate_band_from check (band_from_minute between 0 and 1439),
  add column band_to_minute int constraint rate_band_to check (band_to_minute between 0 and 1439),
  add constraint rate_band check ((band_from_minute is null) = (band_to_minute is null) and band_from_minute <> band_to_minute),
  drop constraint rate_once,
  add constraint rate_once unique nulls not distinct (framework_id, zone_id, service_line, tier, day_category, band_from_minute, band_to_minute, from_on);
comment on column market.rate.day_category is 'weekday, saturday, sunday or bank-holiday; null for any day';
comment on column market.rate.band_from_minute is 'Minute after midnight from which a visit that starts is in its time band; null for any time';
comment on column market.rate.band_to_minute is 'Minute after midnight from which it no longer is; before the first when the band runs past midnight';

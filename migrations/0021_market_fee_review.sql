-- Yearly fee reviews as they were adopted: what was put in, the evidence, and each rate before and after. Only ever added to.

create table market.fee_review (
  id uuid constraint fee_review_pk primary key,
  framework_id uuid not null constraint fee_review_framework_fk references market.framework,
  from_on date not null,
  wage_share int not null,
  wage_change int not null,
  price_share int not null,
  price_change int not null,
  evidence text not null,
  adopted_at timestamptz not null,
  adopted_by text not null
);
comment on table market.fee_review is 'Fee reviews as adopted';
comment on column market.fee_review.id is 'Identity';
comment on column market.fee_review.framework_id is 'The framework';
comment on column market.fee_review.from_on is 'First day of the new rates';
comment on column market.fee_review.wage_share is 'Share of a rate that follows wages, in hundredths of a percent';
comment on column market.fee_review.wage_change is 'Change of the wage index, in hundredths of a percent';
comment on column market.fee_review.price_share is 'Share of a rate that follows prices, in hundredths of a percent';
comment on column market.fee_review.price_change is 'Change of the price index, in hundredths of a percent';
comment on column market.fee_review.evidence is 'Indices used and evidence looked at, in words';
comment on column market.fee_review.adopted_at is 'When it was adopted';
comment on column market.fee_review.adopted_by is 'Who adopted it';

create table market.fee_review_rate (
  fee_review_id uuid not null constraint fee_review_rate_review_fk references market.fee_review,
  rate_id uuid not null constraint fee_review_rate_rate_fk references market.rate,
  before_rate_id uuid not null constraint fee_review_rate_before_fk references market.rate,
  constraint fee_review_rate_pk primary key (fee_review_id, rate_id)
);
comment on table market.fee_review_rate is 'Rates that a fee review set';
comment on column market.fee_review_rate.fee_review_id is 'The review';
comment on column market.fee_review_rate.rate_id is 'The rate it set';
comment on column market.fee_review_rate.before_rate_id is 'The rate in force before';

grant select, insert on market.fee_review, market.fee_review_rate to tendwell_council;

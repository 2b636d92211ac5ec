-- How soon a referral asks for care is a fact of it. Referrals from before did not say: a hospital discharge was one, everything else was planned.
alter table care.referral add column urgency text not null default 'planned' constraint referral_urgency check (urgency in ('emergency', 'discharge', 'planned'));
update care.referral set urgency = 'discharge' where source = 'hospital-discharge';
comment on column care.referral.urgency is 'emergency, discharge or planned: how soon care is asked for';
grant select (urgency) on care.referral to tendwell_provider, tendwell_person;

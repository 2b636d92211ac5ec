-- Up to five documents with a variation. Nothing was ever kept in this table, so its key may change.
alter table visits.variation_document
  drop constraint variation_document_pk,
  add column nr smallint not null constraint variation_document_nr check (nr between 1 and 5),
  add column byte_count int not null constraint variation_document_size check (byte_count > 0),
  add constraint variation_document_pk primary key (variation_id, nr);
comment on table visits.variation_document is 'The documents that were sent with a variation as evidence';
comment on column visits.variation_document.nr is 'Its place among those of the variation, from 1';
comment on column visits.variation_document.byte_count is 'Size of the file';

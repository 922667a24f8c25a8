-- A token may be bound to an area: its gate always judges by the area's policies, too. It ends with the area, and never becomes the whole organization's.
alter table org.tokens add column area_id uuid references org.areas on delete cascade;
create index tokens_area on org.tokens (area_id) where area_id is not null;

-- For how long what is queued is only warned of; null: for as long as the hub says.
alter table org.orgs add column grace_minutes int check (grace_minutes between 0 and 10080);

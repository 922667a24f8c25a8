-- Of what ecosystems the latest version of an MCP is made, beside it: whether its level counts in full is asked of every one in a list.
alter table catalog.listings add column ecosystems text[] not null default '{}';
drop function if exists catalog.level_now(catalog.listings, boolean);

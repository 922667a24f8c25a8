-- By what somebody asks which MCP is meant.
create index mcps_any_name on catalog.mcps (lower(name)) where deleted_at is null;
create index mcps_repo_url on catalog.mcps (lower(repo_url)) where deleted_at is null;

-- Which repositories use an MCP, as their pipelines last said.
create table policy.usages (
    org_id uuid not null references org.orgs on delete cascade,
    mcp_id uuid not null references catalog.mcps on delete cascade,
    subject text not null check (length(subject) between 1 and 300),
    version text,
    environment text,
    evaluation_id uuid not null,
    seen_at timestamptz not null,
    primary key (org_id, mcp_id, subject)
);
create index usages_mcp on policy.usages (mcp_id);

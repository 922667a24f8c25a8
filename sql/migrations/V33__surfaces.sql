-- What a version offers to those who start it, read from its source: tools, prompts, resources.
create table analysis.surfaces (
    version_id uuid primary key references analysis.versions on delete cascade,
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    doc json not null
);

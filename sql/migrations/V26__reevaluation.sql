-- What advisories are asked about of a source, kept, so that a new advisory is judged without it. Many snapshots share one.
create table analysis.compositions (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    doc json not null
);
alter table analysis.snapshots add column composition_sha256 text references analysis.compositions;
create index snapshots_composition on analysis.snapshots (composition_sha256);

-- A snapshot that was made because advisories changed was made by no job.
alter table analysis.snapshots alter column job_id drop not null;

-- Versions of which advisories say something else than before.
create table analysis.reevaluations (
    version_id uuid primary key references analysis.versions on delete cascade,
    at timestamptz not null default now()
);
create index reevaluations_due on analysis.reevaluations (at, version_id);

-- What ecosystems feeds were complete of when versions were last judged by that; one row.
create table advisories.completeness (
    only_one boolean primary key default true check (only_one),
    ecosystems text[] not null
);
insert into advisories.completeness (ecosystems) values ('{}');

-- Which records moved which versions, until the organizations that they concern are told.
create table policy.advisory_moves (
    record_id text not null,
    version_id uuid not null references analysis.versions on delete cascade,
    hits boolean not null,
    status_before text not null,
    status_after text not null,
    at timestamptz not null default now(),
    primary key (record_id, version_id)
);

-- What is hit already is judged by it.
insert into analysis.reevaluations (version_id)
select distinct h.version_id
from analysis.hits h;

-- Versions that are more than wishes, of an MCP of which thousands may have been asked for.
create index versions_real on analysis.versions (mcp_id) where wanted is null;

-- What registries say of the licences of releases, which does not change; empty where they say nothing.
create table analysis.release_licenses (
    ecosystem text not null,
    name text not null,
    version text not null,
    license text not null check (length(license) <= 500),
    primary key (ecosystem, name, version)
);

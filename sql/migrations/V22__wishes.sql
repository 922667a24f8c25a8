-- What somebody asks for stands among the versions from the start, under an id of its own, and fails there where there is no such thing. It becomes the version that is meant; where
-- that is one already, its id leads there.
alter table analysis.versions
    add column wanted text check (length(wanted) <= 200);
create unique index versions_wanted on analysis.versions (mcp_id, wanted) where wanted is not null;

create table analysis.settled_wishes (
    id uuid primary key,
    mcp_id uuid not null references catalog.mcps on delete cascade,
    wanted text not null,
    version_id uuid not null references analysis.versions on delete cascade,
    unique (mcp_id, wanted)
);
create index settled_wishes_of on analysis.settled_wishes (version_id);

-- Where in its repository a package is.
alter table catalog.mcps
    add column repo_directory text check (length(repo_directory) <= 500);

-- What a job was about may be deleted meanwhile: that is no failure.
alter table analysis.jobs drop constraint jobs_state_check;
alter table analysis.jobs add constraint jobs_state_check check (state in ('queued', 'running', 'done', 'failed', 'dead', 'cancelled', 'deleted'));

-- That something was deleted is told to whoever asks for it and may know.
create index events_of_deletion on audit.events (target_id, at)
    where action in ('area.deleted', 'policy.deleted', 'token.revoked', 'webhook.deleted');

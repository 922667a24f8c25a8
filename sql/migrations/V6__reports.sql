-- Documents that organizations ask for: each row is the job that makes it, and stays when the file is gone.
create schema report;

create table report.reports (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    type text not null check (type in ('SNAPSHOT', 'ORGANIZATION')),
    -- what it is about; no foreign key: the report outlives what it speaks of
    snapshot_id uuid,
    format text not null check (format in ('PDF')),
    paper text not null check (paper in ('A4', 'LETTER')),
    -- of which areas it tells: who sees none of them does not see it
    areas uuid[] not null default '{}',
    status text not null default 'PENDING' check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'EXPIRED')),
    progress text not null default '',
    error text,
    attempts int not null default 0,
    run_at timestamptz not null default now(),
    lease_id uuid,
    leased_until timestamptz,
    file_name text,
    file_size bigint,
    file_sha256 text,
    pages int,
    created_by uuid,
    created_at timestamptz not null default now(),
    completed_at timestamptz,
    expires_at timestamptz,
    check ((type = 'SNAPSHOT') = (snapshot_id is not null))
);
create index reports_due on report.reports (run_at, created_at) where status in ('PENDING', 'RUNNING');
create index reports_newest on report.reports (org_id, created_at desc, id);
create index reports_expiring on report.reports (expires_at) where status = 'COMPLETED';

-- The file, in slices, so that no reader ever holds more than one.
create table report.slices (
    report_id uuid not null references report.reports on delete cascade,
    position int not null,
    bytes bytea not null,
    primary key (report_id, position)
);
alter table report.slices alter column bytes set storage external;

-- What receipts are signed with. Never replaced: what it signed is on paper. The public half is among the hub's published keys.
create table report.receipt_keys (
    kid text primary key,
    public_key bytea not null,
    private_key bytea not null,
    jwk text not null,
    created_at timestamptz not null default now()
);

-- What a version asks to be installed with it, as its manifests say: [{"ecosystem", "name", "requirement", "scope", "file"}]; null where it was not looked at yet.
alter table analysis.snapshots add column dependencies json;

-- By which questions that were asked again are known: a pipeline's every run would hide what others asked.
alter table policy.evaluations add column request_digest text generated always as (md5(request)) stored;
create index evaluations_questions on policy.evaluations (org_id, request_digest, created_at desc, id);

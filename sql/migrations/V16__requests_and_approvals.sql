-- What the hub has no evidence of may be approved for a while: a package, an image, an address, a command. The digest is what a gate compares: what an address or a command is, a
-- configuration's evaluation does not keep.
create table policy.approvals (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    identity text not null check (length(identity) between 3 and 4000),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    reason text not null check (length(reason) between 1 and 1000),
    approved_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    ends_at timestamptz not null,
    ended_at timestamptz
);
create index approvals_of on policy.approvals (org_id, created_at desc, id);

-- What members ask for that is denied or unknown, and what became of it.
create table policy.requests (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    identity text not null check (length(identity) between 3 and 4000),
    environment text,
    reason text not null check (length(reason) between 1 and 1000),
    status text not null default 'PENDING' check (status in ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    requested_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    decided_by uuid references identity.users,
    decided_at timestamptz,
    decision text,
    exception_id uuid,
    approval_id uuid
);
create index requests_of on policy.requests (org_id, created_at desc, id);
create unique index requests_pending on policy.requests (org_id, identity, coalesce(environment, ''), requested_by) where status = 'PENDING';

-- What receipts of versions are signed with. A key that has signed stays for good, or what it signed could be verified no more; the newest one signs.
create table catalog.receipt_keys (
    kid text primary key,
    jwk text not null,
    private_key bytea not null,
    created_at timestamptz not null default clock_timestamp()
);

-- What was signed, by the digest of the facts that it tells: whoever asks again gets the same bytes, whatever key signs today.
create table catalog.receipts (
    facts_sha256 text primary key check (facts_sha256 ~ '^[0-9a-f]{64}$'),
    snapshot_id uuid not null references analysis.snapshots on delete cascade,
    kid text not null references catalog.receipt_keys,
    envelope text not null,
    signed_at timestamptz not null default now()
);
create index receipts_of on catalog.receipts (snapshot_id);

-- The digest of the controls catalogue that judged; of older snapshots nobody knows it.
alter table analysis.snapshots add column catalog_sha256 text check (catalog_sha256 ~ '^[0-9a-f]{64}$');

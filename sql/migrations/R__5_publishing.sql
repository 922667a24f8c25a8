-- What publishing asks of analysis, inside the transaction of whoever asks: work to do, and uploads to take over.

-- Whose turn the jobs of an MCP are.
create or replace function analysis.party(of_mcp uuid) returns uuid
language sql stable parallel safe
begin atomic
    select coalesce(m.org_id, m.owner_id, '00000000-0000-0000-0000-000000000000')
    from catalog.mcps m
    where m.id = of_mcp;
end;

-- At most one open job per MCP and wish; workers are woken with the commit.
create or replace function analysis.queue_resolve(of_mcp uuid, wish text) returns void
language plpgsql
as $$
begin
    insert into analysis.jobs (kind, mcp_id, wanted, party)
    values ('resolve', of_mcp, wish, analysis.party(of_mcp))
    on conflict (mcp_id, wanted) where kind = 'resolve' and state in ('queued', 'running') do nothing;
    perform pg_notify('analysis_jobs', '');
end
$$;

create or replace function analysis.queue_certify(of_mcp uuid, of_version uuid) returns void
language plpgsql
as $$
begin
    insert into analysis.jobs (kind, mcp_id, version_id, party)
    values ('certify', of_mcp, of_version, analysis.party(of_mcp))
    on conflict (version_id) where kind = 'certify' and state in ('queued', 'running') do nothing;
    perform pg_notify('analysis_jobs', '');
end
$$;

-- Makes a tarball of an upload's slices.
create or replace function analysis.adopt_upload(of_upload uuid, digest text, bytes bigint) returns void
language plpgsql
as $$
begin
    insert into analysis.tarballs (sha256, size) values (digest, bytes) on conflict do nothing;
    if found then
        insert into analysis.tarball_slices (sha256, position, bytes)
        select digest, s.position, s.bytes
        from analysis.upload_slices s
        where s.upload_id = of_upload;
    end if;
    delete from analysis.uploads where id = of_upload;
end
$$;

-- A repository that tells by itself needs no looking at for a while.
create or replace function analysis.put_off_poll(of_mcp uuid, minutes int) returns void
language sql
begin atomic
    insert into analysis.polls (mcp_id, next_at)
    values (of_mcp, now() + make_interval(mins => minutes))
    on conflict (mcp_id) do update
    set next_at = greatest(analysis.polls.next_at, excluded.next_at),
        failures = 0;
end;

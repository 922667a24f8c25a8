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

-- Has a state of the source analysed that somebody asks for: gives the id of the version that it is, or of the wish until the source has told. The same wish has the same id for as long as
-- it is open, has failed, or leads to a version that was there before.
create or replace function analysis.ask_version(of_mcp uuid, wish text) returns uuid
language plpgsql
as $$
declare
    of_source text;
    known analysis.versions;
    made uuid;
begin
    -- whoever resolves takes its turn here, too: either it sees this wish, or its job is over
    select m.source_type into of_source from catalog.mcps m where m.id = of_mcp for no key update;
    -- each by an index of its own: there may be thousands
    select (candidate.v).* into known
    from (
        select v
        from analysis.versions v
        where v.mcp_id = of_mcp and v.wanted = wish
        union all
        select v
        from analysis.versions v
        where v.mcp_id = of_mcp and v.visible_version = wish and v.wanted is null
        union all
        select v
        from analysis.versions v
        where of_source = 'git' and v.mcp_id = of_mcp and v.source_type = 'git' and v.source_ref = wish and v.wanted is null
    ) candidate
    order by (candidate.v).wanted is null desc, (candidate.v).visible_version = wish desc
    limit 1;
    if known.id is not null then
        if known.wanted is not null and known.status = 'FAILED' then
            update analysis.versions v
            set status = 'PENDING_ANALYSIS',
                status_reason = null,
                updated_at = now()
            where v.id = known.id;
            insert into analysis.version_events (version_id, status, reason) values (known.id, 'PENDING_ANALYSIS', 'asked for again');
        end if;
        wish := case when known.wanted is null and of_source = 'git' then known.source_ref else wish end;
        made := known.id;
    end if;
    if made is null then
        -- what could not be had is kept for whoever asked, as far as anybody looks
        delete from analysis.versions v
        where v.id in (
            select old.id
            from analysis.versions old
            where old.mcp_id = of_mcp and old.wanted is not null and old.status = 'FAILED'
            order by old.updated_at desc, old.id
            offset 100);
        delete from analysis.settled_wishes w where w.mcp_id = of_mcp and w.wanted = wish returning w.id into made;
        -- no source can give a name with a space
        insert into analysis.versions (id, mcp_id, visible_version, source_type, source_ref, wanted)
        values (
            coalesce(made, gen_random_uuid()), of_mcp, coalesce(nullif(wish, ''), 'the newest'), of_source, coalesce(nullif(wish, ''), 'the newest'), wish)
        returning id into made;
        insert into analysis.version_events (version_id, status, reason)
        values (made, 'PENDING_ANALYSIS', case when wish = '' then 'asked for the newest' else 'asked for ' || wish end);
    end if;
    -- looked for, since to run into the job would be to wait for who does it, who may be waiting here
    if not exists (
        select
        from analysis.jobs j
        where j.kind = 'resolve'
            and j.mcp_id = of_mcp
            and j.wanted = wish
            and j.state in ('queued', 'running')) then
        perform analysis.queue_resolve(of_mcp, wish);
    end if;
    return made;
end
$$;

-- The version that an id leads to: itself, or what its wish turned out to mean.
create or replace function analysis.led_to(version uuid) returns uuid
language sql stable parallel safe
return coalesce((select w.version_id from analysis.settled_wishes w where w.id = version), version);

create or replace function analysis.queue_certify(of_mcp uuid, of_version uuid) returns void
language plpgsql
as $$
begin
    -- looked for, since to run into the job would be to wait for who does it, who may be waiting for the MCP
    insert into analysis.jobs (kind, mcp_id, version_id, party)
    select 'certify', of_mcp, of_version, analysis.party(of_mcp)
    where not exists (
        select
        from analysis.jobs j
        where j.kind = 'certify'
            and j.version_id = of_version
            and j.state in ('queued', 'running'))
    on conflict (version_id) where kind = 'certify' and state in ('queued', 'running') do nothing;
    if not found then
        update analysis.jobs j
        set again = false
        where j.kind = 'certify'
            and j.version_id = of_version
            and j.state = 'queued'
            and j.again;
    end if;
    perform pg_notify('analysis_jobs', '');
end
$$;

-- The same for a version that was judged before and stays what it is until it is judged anew.
create or replace function analysis.queue_again(of_mcp uuid, of_version uuid) returns void
language plpgsql
as $$
begin
    insert into analysis.jobs (kind, mcp_id, version_id, party, again)
    select 'certify', of_mcp, of_version, analysis.party(of_mcp), true
    where not exists (
        select
        from analysis.jobs j
        where j.kind = 'certify'
            and j.version_id = of_version
            and j.state in ('queued', 'running'))
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

-- What happens where a version is judged by something else than before.

-- What was found by the method before stays for who goes by it, with what else was seen then. And the version is done, where it was to be analysed again.
create or replace function analysis.snapshot_replaced() returns trigger
language plpgsql
as $$
declare
    found record;
begin
    select
        analysis.method(was.scoring_version) is distinct from analysis.method(is_now.scoring_version)
            and analysis.method(is_now.scoring_version) = analysis.method(b.scoring_version) as by_another,
        (is_now.toolchain_version, is_now.scoring_version, is_now.controls_catalog_version) = (b.toolchain_version, b.scoring_version, b.controls_catalog_version) as by_this
    into found
    from analysis.build b
    join analysis.snapshots is_now on is_now.id = new.snapshot_id
    left join analysis.snapshots was on was.id = old.snapshot_id;
    if found.by_another and old.snapshot_id is not null then
        new.former_snapshot_id := old.snapshot_id;
        new.former_facts := jsonb_build_object('license', old.license);
        update analysis.component_licenses l
        set former_doc = l.doc
        where l.version_id = new.id
            and l.former_doc is null;
    end if;
    if found.by_this then
        update analysis.rollout r
        set state = 'done',
            reason = null,
            suspected = r.suspected or (new.suspicion is not null and old.suspicion is null),
            at = now()
        where r.version_id = new.id
            and r.state <> 'done';
    end if;
    return new;
end
$$;

create or replace trigger snapshot_replaced before update of snapshot_id on analysis.versions
    for each row when (new.snapshot_id is distinct from old.snapshot_id) execute function analysis.snapshot_replaced();

-- An analysis that the hub has made by itself, and that came to nothing.
create or replace function analysis.again_ended() returns trigger
language plpgsql
as $$
begin
    update analysis.rollout r
    set state = 'failed',
        reason = coalesce(new.error, 'It was ' || new.state),
        at = now()
    where r.version_id = new.version_id
        and r.state = 'queued';
    return null;
end
$$;

create or replace trigger again_ended after update of state on analysis.jobs
    for each row when (new.again and new.state in ('failed', 'dead', 'cancelled', 'deleted')) execute function analysis.again_ended();

-- An organization that goes by the newest method from now on is told what that turned; one that goes back before it was told is not.
create or replace function org.method_changed() returns trigger
language plpgsql
as $$
begin
    if new.scoring is null then
        insert into policy.method_notices (org_id, former, method, is_over)
        values (new.id, old.scoring, analysis.newest_method(), old.scoring_until <= now())
        on conflict (org_id) do update
        set former = excluded.former,
            method = excluded.method,
            is_over = excluded.is_over,
            at = excluded.at;
    else
        delete from policy.method_notices n
        where n.org_id = new.id;
    end if;
    return null;
end
$$;

create or replace trigger method_changed after update of scoring on org.orgs
    for each row when (new.scoring is distinct from old.scoring) execute function org.method_changed();

-- name: putBuild
-- As whichever node came last has it. Where that is something else than before, all that it has not judged is to be put down to be analysed again.
update analysis.build b
set toolchain_version = :toolchain,
    scoring_version = :scoring,
    controls_catalog_version = :catalogue,
    former_method = :former,
    since = now(),
    after_version = '00000000-0000-0000-0000-000000000000',
    next_at = now()
where (b.toolchain_version, b.scoring_version, b.controls_catalog_version, b.former_method) <> (:toolchain, :scoring, :catalogue, :former)
returning b.since;

-- name: dropRollout
delete from analysis.rollout r;

-- name: rolloutPortion
-- Puts down the next versions that something else has judged: first those that repositories use, then those that a gate was asked about, then the latest of their MCPs, then the rest. Nothing
-- where all are put down.
with build as (
    select b.*
    from analysis.build b
    where b.after_version is not null
    for update skip locked
),
portion as (
    select v.id, v.mcp_id, v.visible_version, v.status, v.suspicion is not null as suspected, v.snapshot_id
    from build b
    join analysis.versions v on v.id > b.after_version
    order by v.id
    limit 1000
),
outdated as (
    select p.*
    from portion p
    join analysis.snapshots s on s.id = p.snapshot_id
    join catalog.mcps m on m.id = p.mcp_id and m.deleted_at is null
    cross join build b
    where (p.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'DEPRECATED') or (p.status = 'FAILED' and p.suspected))
        and (s.toolchain_version, s.scoring_version, s.controls_catalog_version) <> (b.toolchain_version, b.scoring_version, b.controls_catalog_version)
),
put as (
    insert into analysis.rollout (version_id, rank, uses)
    select
        o.id,
        case
            when used.named > 0 then 0
            when used.others > 0 then 1
            when o.id = (catalog.latest_version(o.mcp_id)).id then 2
            else 3
        end,
        used.named + used.others
    from outdated o
    cross join lateral (
        -- who names a version uses that; who names none may be given any
        select
            count(*) filter (where o.visible_version = any (u.versions))::int as named,
            count(*) filter (where u.versions = '{}')::int as others
        from policy.usages u
        where u.mcp_id = o.mcp_id
    ) used
    on conflict do nothing
)
update analysis.build b
set after_version = (select p.id from portion p order by p.id desc limit 1)
from build
where b.only_one = build.only_one
returning b.after_version;

-- name: requeueRollout
-- What was queued and has no job any more, such as one that another build has done.
update analysis.rollout r
set state = 'waiting',
    at = now()
where r.state = 'queued'
    and r.at < now() - interval '10 minutes'
    and not exists (
        select
        from analysis.jobs j
        where j.kind = 'certify'
            and j.version_id = r.version_id
            and j.state in ('queued', 'running'));

-- name: queueRollout
-- The next versions, as many as the budget leaves: no more at once than so many, none while somebody waits for an analysis, and the next ones after as long as these are to take. One node at a
-- time.
with turn as (
    select b.only_one
    from analysis.build b
    where b.next_at <= now()
        and not exists (
            select
            from analysis.jobs j
            where j.state = 'queued'
                and not j.again
                and j.run_at <= now())
    for update skip locked
),
room as (
    select least(greatest(:per_minute::int / 6, 1), :at_most::int - (select count(*) from analysis.rollout r where r.state = 'queued'))::int as n
    from turn
),
next as (
    select r.version_id
    from room
    cross join lateral (
        select w.version_id
        from analysis.rollout w
        where w.state = 'waiting'
        order by w.rank, w.uses desc, w.version_id
        limit greatest(room.n, 0)
        for update skip locked
    ) r
),
queued as (
    update analysis.rollout r
    set state = 'queued',
        at = now()
    from next
    where r.version_id = next.version_id
    returning r.version_id
),
paced as (
    update analysis.build b
    set next_at = now() + make_interval(secs => 60.0 * (select count(*) from queued) / :per_minute::int)
    from turn
    where b.only_one = turn.only_one
        and exists (select from queued)
)
select count(analysis.queue_again(v.mcp_id, v.id))::int as n
from queued
join analysis.versions v on v.id = queued.version_id;

-- name: findFormer
-- What the former method found of a version, and whether it counts for anybody.
select s.id, s.content, s.dependencies::text as dependencies, s.toolchain_version, s.controls_catalog_version, c.doc::text as composition
from analysis.versions v
left join analysis.snapshots s on s.id = v.former_snapshot_id
left join analysis.compositions c on c.sha256 = s.composition_sha256
where v.id = :version::text::uuid
    and analysis.former_counts();

-- name: frozenControls
-- The controls as the snapshot has them, whatever became of them since.
select c.control_id, c.control_name, c.category, c.sub_category, c.severity, c.cwe, c.remediation
from analysis.control_results c
where c.snapshot_id = :snapshot::text::uuid;

-- name: replaceFormer
update analysis.versions v
set former_snapshot_id = :snapshot::text::uuid
where v.id = :version::text::uuid;

-- name: rankAsked
-- What pipelines asked about lately comes before what nobody did: of each organization the newest evaluations are looked at, but for huge ones.
update analysis.rollout r
set rank = 1
where r.state = 'waiting'
    and r.rank > 1
    and r.version_id in (
        select (release.value -> 'facts' ->> 'version_id')::uuid
        from (
            select e.facts
            from org.orgs o
            cross join lateral (
                select n.facts, n.created_at
                from policy.evaluations n
                where n.org_id = o.id
                    and n.created_at > now() - interval '30 days'
                    and n.mcps <= 200
                order by n.created_at desc, n.id
                limit 20
            ) e
            order by e.created_at desc
            limit 500
        ) asked
        cross join json_array_elements(asked.facts::json) known
        cross join json_array_elements(case when json_typeof(known -> 'releases') = 'array' then known -> 'releases' else '[]' end) release);

-- name: findMcpSecrets
select w.secret
from catalog.webhook_secrets w
join catalog.mcps m on m.id = w.mcp_id and m.deleted_at is null
where w.mcp_id = :mcp::text::uuid
    and (w.ends_at is null or w.ends_at > now());

-- name: takeIn
-- The delivery, taken in now or there already.
with made as (
    insert into webhook.inbox (sender, scope, delivery_id, event, form, payload, state, outcome, finished_at)
    values (
        :sender, coalesce(:mcp::text::uuid, '00000000-0000-0000-0000-000000000000'), :delivery, :event, :form, :payload,
        :state, :outcome, case when :state = 'queued' then null else now() end)
    on conflict do nothing
    returning id, received_at
)
select id, true as made
from made
union all
select i.id, false
from webhook.inbox i
where i.sender = :sender
    and i.scope = coalesce(:mcp::text::uuid, '00000000-0000-0000-0000-000000000000')
    and i.delivery_id = :delivery
    and not exists (select from made);

-- name: takeOut
-- The next ones in the order of their arrival, for as long as the transaction lasts.
select i.id
from webhook.inbox i
where i.state = 'queued'
    and i.run_at <= now()
order by i.run_at, i.received_at, i.id
limit :most::bigint
for update skip locked;

-- name: readInbox
select i.sender, nullif(i.scope, '00000000-0000-0000-0000-000000000000') as mcp, i.event, i.form, i.payload
from webhook.inbox i
where i.id = :id::text::uuid;

-- name: settleInbox
update webhook.inbox i
set state = :state,
    outcome = :outcome,
    attempts = i.attempts + 1,
    finished_at = now()
where i.id = :id::text::uuid;

-- name: postponeInbox
-- Something broke over it: tried again later, and given up after some times.
update webhook.inbox i
set attempts = i.attempts + 1,
    state = case when i.attempts + 1 >= 5 then 'dead' else 'queued' end,
    outcome = :outcome,
    run_at = now() + make_interval(secs => 5 * 2 ^ i.attempts),
    finished_at = case when i.attempts + 1 >= 5 then now() end
where i.id = :id::text::uuid
    and i.state = 'queued';

-- name: sweepInbox
delete from webhook.inbox i
where i.finished_at < now() - make_interval(days => :days::int);

-- name: findRepository
-- The MCPs whose source a repository is, while nothing else changes them: by its id, which stays when it is renamed; by an address only where the id is not known
-- yet, or whoever takes over an abandoned address would take over the MCP.
select m.id, m.source_url, m.source_branch, m.repository_id
from catalog.mcps m
where m.deleted_at is null
    and m.source_type = 'git'
    and m.id in (
        select k.id
        from catalog.mcps k
        where k.source_type = 'git'
            and k.deleted_at is null
            and k.repository_key in (select jsonb_array_elements_text(:keys::jsonb))
            and coalesce(k.repository_id, :repository) = :repository
        union all
        select r.id
        from catalog.mcps r
        where r.source_type = 'git'
            and r.deleted_at is null
            and r.repository_id = :repository
    )
    and (:mcp::text::uuid is null or m.id = :mcp::text::uuid)
order by m.id
for no key update;

-- name: knowRepository
-- Its id, and, where it has moved, its new address; nothing where another MCP has that one.
update catalog.mcps m
set repository_id = :repository,
    repository_key = coalesce(:key, m.repository_key),
    source_url = coalesce(:url, m.source_url),
    repo_url = coalesce(:repo_url, m.repo_url),
    updated_at = case when :url::text is null then m.updated_at else now() end
where
    m.id = :id::text::uuid
    and not exists (
        select from catalog.mcps other
        where
            other.repository_key = :key
            and coalesce(other.source_branch, '') = coalesce(m.source_branch, '')
            and other.id <> m.id
            and other.source_type = 'git'
            and other.deleted_at is null
            and other.visibility = 'public'
            and m.visibility = 'public'
    )
returning m.org_id::text as org, m.source_url;

-- name: queuePushed
-- What was pushed is to be analysed; of the watched branch it is known where it stood.
select
    case when :head::text is not null then analysis.note_head(:id::text::uuid, :head) end,
    analysis.ask_version(:id::text::uuid, :wanted);

-- name: putOffPoll
select analysis.put_off_poll(:id::text::uuid, :minutes::int);

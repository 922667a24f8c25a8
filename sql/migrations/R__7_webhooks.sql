-- The outbox is filled where things happen, in the transaction in which they happen: nobody who writes can forget it.

-- Puts an event into the outbox of every organization that wants it: of what belongs to one, only into that one's; of an MCP, into its owner's, and into those
-- of whoever watches it and may see it.
create or replace function webhook.emit(event_type text, data json, of_org uuid, of_mcp uuid) returns void
language plpgsql
as $$
begin
    with wanted as (
        select s.id, s.org_id
        from webhook.subscriptions s
        join org.orgs o on o.id = s.org_id and o.status = 'ACTIVE' and o.deleted_at is null
        left join catalog.mcps m on m.id = of_mcp
        where s.status = 'ENABLED'
            and (event_type = any (s.events) or '*' = any (s.events))
            and case
                when of_mcp is null then s.org_id = of_org
                when cardinality(s.mcps) = 0 then s.org_id = m.org_id
                else of_mcp = any (s.mcps) and (m.visibility = 'public' or s.org_id = m.org_id)
            end
    ),
    made as (
        insert into webhook.events (type, payload)
        select event_type, json_build_object('type', event_type, 'timestamp', hub.utc(clock_timestamp()), 'data', data)::text
        where exists (select from wanted)
        returning id
    )
    insert into webhook.deliveries (org_id, subscription_id, event_id)
    select w.org_id, w.id, m.id
    from wanted w
    cross join made m;
    if found then
        perform pg_notify('webhook_outbox', '');
    end if;
end
$$;

create or replace function webhook.version_data(of_version uuid, reason text) returns json
language sql stable
return (
    select json_build_object(
        'mcp', json_build_object('id', m.id, 'name', m.name, 'visibility', m.visibility),
        'version', json_build_object(
            'id', v.id,
            'visible_version', v.visible_version,
            'status', v.status,
            'source', json_build_object('type', v.source_type, 'ref', v.source_ref),
            'global_score', s.global_score,
            'grade', s.grade,
            'certification_level', s.certification_level,
            'caps', analysis.caps_doc(s),
            'coverage', analysis.coverage_doc(s)),
        'reason', reason)
    from analysis.versions v
    join catalog.mcps m on m.id = v.mcp_id
    left join analysis.snapshots s on s.id = v.snapshot_id
    where v.id = of_version
);

create or replace function webhook.version_moved() returns trigger
language plpgsql
as $$
begin
    perform webhook.emit('version.' || lower(new.status), webhook.version_data(new.version_id, new.reason), null, v.mcp_id)
    from analysis.versions v
    where v.id = new.version_id;
    return null;
end
$$;

create or replace trigger tell after insert on analysis.version_events
    for each row when (new.status in ('CERTIFIED', 'FAILED', 'KNOWN_VULNERABLE'))
    execute function webhook.version_moved();

-- What the audit says of members, tokens, verdicts and webhooks is what receivers hear.
create or replace function webhook.audited() returns trigger
language plpgsql
as $$
begin
    perform webhook.emit(
        replace(new.action, 'org.member_', 'member.'),
        json_build_object(
            'actor', json_build_object('kind', new.actor_kind, 'id', new.actor_id, 'name', new.actor_name),
            'target', json_build_object('type', new.target_type, 'id', new.target_id),
            'before', new.before,
            'after', new.after),
        new.chain, null);
    return null;
end
$$;

create or replace trigger tell after insert on audit.events
    for each row when (new.action in (
        'org.member_joined', 'org.member_removed', 'org.member_left', 'org.member_role_changed', 'token.created', 'token.rotated', 'token.revoked',
        'policy.verdict_changed', 'policy.advisory_applied', 'policy.method_announced', 'policy.method_applied', 'policy.requested', 'policy.request_approved', 'policy.request_declined', 'webhook.disabled'))
    execute function webhook.audited();

create or replace function webhook.subscription_doc(s webhook.subscriptions) returns json
language sql stable parallel safe
return json_build_object(
    'id', s.id,
    'org_id', s.org_id,
    'url', s.url,
    'description', s.description,
    'events', to_json(s.events),
    'mcps', to_json(s.mcps),
    'status', s.status,
    'disabled_reason', s.disabled_reason,
    'last_success_at', hub.utc(s.last_success_at),
    'created_by', s.created_by,
    'created_at', hub.utc(s.created_at),
    'updated_at', hub.utc(s.updated_at)
);

-- The same for every try and every receiver: whoever gets an event twice knows it by this.
create or replace function webhook.message_id(of_event uuid) returns text
language sql immutable parallel safe
return 'msg_' || replace(of_event::text, '-', '');

create or replace function webhook.delivery_doc(d webhook.deliveries) returns json
language sql stable parallel safe
return (
    select json_build_object(
        'id', d.id,
        'webhook_id', d.subscription_id,
        'message_id', webhook.message_id(d.event_id),
        'event', e.type,
        'status', d.state,
        'attempts', d.attempts,
        'next_attempt_at', case when d.state = 'PENDING' then hub.utc(d.run_at) end,
        'payload', e.payload::json,
        'log', d.log,
        'created_at', hub.utc(d.created_at),
        'finished_at', hub.utc(d.finished_at))
    from webhook.events e
    where e.id = d.event_id
);

-- The audit's own rules: events are only ever added, and each seals the one before it.

-- What an event's hash is made of: the hash before it, and every value, in one order, in one spelling.
create or replace function audit.seal(e audit.events) returns bytea
language sql immutable parallel safe
return sha256(e.previous || convert_to(jsonb_build_array(
    e.id, e.chain, e.position, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.actor_id, e.actor_name, e.credential, e.action,
    e.target_type, e.target_id, e.before, e.after, e.request_id, e.ip)::text, 'UTF8'));

create or replace function audit.append() returns trigger
language plpgsql
as $$
declare
    head audit.chains;
begin
    insert into audit.chains values (new.chain, 0, sha256(''::bytea)) on conflict do nothing;
    -- one writer at a time per chain; the time is taken once the turn has come, so that it only grows
    select * into head from audit.chains where chain = new.chain for update;
    new.position := head.length + 1;
    new.previous := head.head;
    new.at := clock_timestamp();
    new.hash := audit.seal(new);
    update audit.chains set length = new.position, head = new.hash where chain = new.chain;
    return new;
end
$$;

create or replace function audit.refuse() returns trigger
language plpgsql
as $$
begin
    raise exception 'The audit is append-only: % of % is refused', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end
$$;

-- A chain's head moves only by an event that is added.
create or replace function audit.only_by_event() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'The audit is append-only: % of % is refused', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create or replace trigger append before insert on audit.events
    for each row execute function audit.append();
create or replace trigger refuse before update or delete on audit.events
    for each row execute function audit.refuse();
create or replace trigger refuse_truncate before truncate on audit.events
    for each statement execute function audit.refuse();
create or replace trigger only_by_event before insert or update on audit.chains
    for each row execute function audit.only_by_event();
create or replace trigger refuse before delete on audit.chains
    for each row execute function audit.refuse();
create or replace trigger refuse_truncate before truncate on audit.chains
    for each statement execute function audit.refuse();

create or replace function audit.event_doc(e audit.events) returns json
language sql stable parallel safe
return json_build_object(
    'id', e.id,
    'org_id', nullif(e.chain, '00000000-0000-0000-0000-000000000000'),
    'position', e.position,
    'at', hub.utc(e.at),
    'actor', json_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', e.actor_name),
    'credential', e.credential,
    'action', e.action,
    'target', json_build_object('type', e.target_type, 'id', e.target_id),
    'before', e.before,
    'after', e.after,
    'request_id', e.request_id,
    'ip', e.ip,
    'hash', encode(e.hash, 'hex')
);

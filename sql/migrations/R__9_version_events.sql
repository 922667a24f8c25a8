-- That something happened to a version is told with the commit to every node on which somebody waits for it.
create or replace function analysis.version_event_added() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('version_events', '');
    return null;
end
$$;

create or replace trigger wake after insert on analysis.version_events
    for each statement execute function analysis.version_event_added();

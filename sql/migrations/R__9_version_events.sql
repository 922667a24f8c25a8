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
-- So is that what was asked for turned out to be another version.
create or replace trigger wake after insert or update on analysis.settled_wishes
    for each statement execute function analysis.version_event_added();

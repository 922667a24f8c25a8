-- Which method of scoring is which, and by which an organization goes.

-- v2.1 of v2.1.2: what changes behind that is the same method.
create or replace function analysis.method(scoring_version text) returns text
language sql immutable parallel safe
return substring(scoring_version from '^v\d+\.\d+');

create or replace function analysis.newest_method() returns text
language sql stable parallel safe
return (select analysis.method(b.scoring_version) from analysis.build b);

-- The method that an organization still goes by, though there is a newer one; null where it goes by the newest.
create or replace function org.former_method(o org.orgs) returns text
language sql stable parallel safe
return case when o.scoring_until > now() then o.scoring end;

-- Those that an organization may go by, the newest first.
create or replace function analysis.methods() returns text[]
language sql stable parallel safe
return (select array[analysis.method(b.scoring_version), b.former_method] from analysis.build b);

create or replace function org.method(o org.orgs) returns text
language sql stable parallel safe
return coalesce(org.former_method(o), analysis.newest_method());

-- Whether any organization goes by the method before, or may go back to it.
create or replace function analysis.former_counts() returns boolean
language sql stable parallel safe
return exists (
    select
    from org.orgs o
    where o.scoring_until > now()
        and o.deleted_at is null);

-- The snapshot of a version that counts for who goes by the former method, or not.
create or replace function analysis.snapshot_for(v analysis.versions, by_former boolean) returns uuid
language sql immutable parallel safe
return case when by_former then coalesce(v.former_snapshot_id, v.snapshot_id) else v.snapshot_id end;

-- Audit: the gate says what it would be, and stops nobody. Of a token before its area's, of an area before the organization's.
alter table org.orgs
    add column enforcement text not null default 'enforce' check (enforcement in ('audit', 'enforce')),
    -- the evaluation of which what was denied is only warned of
    add column baseline uuid references policy.evaluations on delete set null;
alter table org.areas add column enforcement text check (enforcement in ('audit', 'enforce'));
alter table org.tokens add column enforcement text check (enforcement in ('audit', 'enforce'));

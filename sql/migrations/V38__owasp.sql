-- The risks of the OWASP MCP Top 10 that a control is about, as its catalogue had it; none are known of results of before.
alter table analysis.control_results
    add column owasp text[] not null default '{}';

-- Whose value a finding is about, the tool in whose handler it is, and whether the tool says that it does this. Findings of before do not know.
alter table analysis.findings
    add column tool text,
    add column value_sources text[] not null default '{}',
    add column by_design boolean not null default false;
-- what is there says nothing yet, and need not be looked through
alter table analysis.findings
    add constraint findings_value_sources check (value_sources <@ array['tool-argument', 'http-request', 'remote-answer', 'operator']) not valid;

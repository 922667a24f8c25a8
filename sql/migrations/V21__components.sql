-- Of what a version is made of: when it is installed, who brings it, and on which terms it may be used.
alter table analysis.components
    add column scope text not null default 'runtime' check (scope in ('runtime', 'optional', 'development')),
    add column via text[] not null default '{}',
    add column license text check (length(license) <= 500);

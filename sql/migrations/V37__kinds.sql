-- What a version is, by its code: a server, or what else, with the reason and what its entry points hand over to. Null of a snapshot that does not say, as none did once.
alter table analysis.snapshots add column kind json;

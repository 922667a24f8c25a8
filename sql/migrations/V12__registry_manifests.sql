-- What a registry says of a release beside its archive: why it is deprecated, and the manifest by which clients choose what else they install. Null for what comes from
-- no registry, and for what was analysed before the hub asked.
alter table analysis.versions
    add column registry_deprecated text,
    add column registry_manifest text;

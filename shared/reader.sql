-- What the reader's role may do, for reports and auditors: look at everything, also at read stores yet to be built.
GRANT USAGE ON SCHEMA log, read TO {reader};
GRANT SELECT ON ALL TABLES IN SCHEMA log, read TO {reader};
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {reader};
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {reader};

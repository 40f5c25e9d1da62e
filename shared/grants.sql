-- What the application may do: add to the log, never change it; keep its readers' state; fill its read store.
GRANT USAGE ON SCHEMA log, {read} TO {application};
GRANT SELECT, USAGE ON SEQUENCE log.position TO {application};
GRANT SELECT, INSERT ON log.facts, log.commands, log.told, log.seals, log.witnessed TO {application};
GRANT SELECT ON log.identity, log.cold, log.all_facts TO {application};
GRANT SELECT, INSERT, UPDATE ON log.checkpoints, log.heard, log.deadlines, log.parked TO {application};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {read} TO {application};

-- The register of policies, laws and regulations, with what changed each.
CREATE TABLE regulations (
    regulation_id uuid PRIMARY KEY,
    kind text NOT NULL,
    number text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    issuer text NOT NULL,
    issued_on date NOT NULL,
    effective_on date NOT NULL,
    reference text NOT NULL,
    repealed_on date,
    repeal_reason text
);
CREATE INDEX regulations_by_number ON regulations (number);

CREATE TABLE regulation_changes (
    regulation_id uuid NOT NULL,
    number text NOT NULL,
    effective_on date NOT NULL,
    change text NOT NULL,
    PRIMARY KEY (regulation_id, number)
);

-- The rule sets that the office adopted, beside those that come with the service.
CREATE TABLE rule_sets (
    effective_from date PRIMARY KEY,
    rules jsonb NOT NULL,
    adopted_by text NOT NULL,
    adopted_at timestamptz NOT NULL
);

CREATE TABLE rule_citations (
    effective_from date NOT NULL,
    field text NOT NULL,
    number text NOT NULL,
    article text NOT NULL
);
CREATE INDEX rule_citations_by_number ON rule_citations (number);

-- The last good copy of each published list of addresses.

-- CreateTable
CREATE TABLE "scoring"."network_lists" (
    "name" TEXT NOT NULL,
    "ranges" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "refusal" TEXT,

    CONSTRAINT "network_lists_pkey" PRIMARY KEY ("name")
);

-- Grant. Scoring fetches the lists; verdicts read them.
DO $$
DECLARE
    grantee text;
    privileges text;
BEGIN
    FOR grantee, privileges IN VALUES
        ('botect_scoring', 'SELECT, INSERT, UPDATE, DELETE ON scoring.network_lists'),
        ('botect_verdict', 'SELECT ON scoring.network_lists')
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = grantee);
        EXECUTE format('GRANT %s TO %I', privileges, grantee);
    END LOOP;
END
$$;

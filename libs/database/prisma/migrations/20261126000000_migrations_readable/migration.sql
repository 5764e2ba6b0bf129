-- Grant. A service that does not migrate looks whether somebody did, though the user it logs in as may own no table. The table is
-- the engine's own: it is not there where somebody runs these files by hand.
DO $$
DECLARE
    grantee text;
BEGIN
    FOREACH grantee IN ARRAY ARRAY['botect_accounts', 'botect_ingest', 'botect_scoring', 'botect_verdict'] LOOP
        CONTINUE WHEN to_regclass('_prisma_migrations') IS NULL;
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = grantee);
        EXECUTE format('GRANT SELECT ON _prisma_migrations TO %I', grantee);
    END LOOP;
END
$$;

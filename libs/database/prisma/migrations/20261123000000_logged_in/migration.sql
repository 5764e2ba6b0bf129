-- AlterTable. Null, as every session before it has, is that the site never said.
ALTER TABLE "scoring"."sessions" ADD COLUMN     "logged_in" BOOLEAN;

-- Grant. Ingest looks whether a session exists before it believes that somebody logged in there; it may read no more of it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'botect_ingest') THEN
        GRANT SELECT ("project_id", "token") ON "scoring"."sessions" TO "botect_ingest";
    END IF;
END
$$;

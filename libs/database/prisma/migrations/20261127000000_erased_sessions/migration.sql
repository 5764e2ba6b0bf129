-- What was erased, so that its records among the dead letters cannot bring it back.

-- CreateTable
CREATE TABLE "scoring"."erased_sessions" (
    "session_hash" BYTEA NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_sessions_pkey" PRIMARY KEY ("session_hash")
);

-- CreateIndex. For the job that forgets them.
CREATE INDEX "erased_sessions_requested_at_idx" ON "scoring"."erased_sessions"("requested_at");

-- Grant. Nobody but scoring has to know.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'botect_scoring') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON "scoring"."erased_sessions" TO "botect_scoring";
    END IF;
END
$$;

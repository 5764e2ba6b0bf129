-- What lets jobs hold the documented retention.

-- AlterTable. A constant default: no row is rewritten, and replicas of the version before, which name neither, write on.
ALTER TABLE "scoring"."sessions" ADD COLUMN     "address_hash" BYTEA,
ADD COLUMN     "address_hidden" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex. Holds the sessions of the last days alone: whose address is hidden leaves it.
CREATE INDEX "sessions_address_shown" ON "scoring"."sessions"("last_seen_at") WHERE NOT "address_hidden";

-- CreateIndex
CREATE INDEX "verdict_hours_hour_idx" ON "accounts"."verdict_hours" USING BRIN ("hour");

-- CreateIndex
CREATE INDEX "rule_hours_hour_idx" ON "accounts"."rule_hours" USING BRIN ("hour");

-- CreateFunction. The one way to remove audit entries, the oldest first: none of the last ninety days, whoever asks and whatever is
-- asked for. Ids ascend with time, so that looking at the first ones is enough.
CREATE FUNCTION "accounts"."forget_audit"("older_than" TIMESTAMPTZ, "at_once" INTEGER) RETURNS INTEGER
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH oldest AS (
        SELECT id, at FROM accounts.audit_entries ORDER BY id LIMIT at_once FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM accounts.audit_entries entry USING oldest
        WHERE entry.id = oldest.id AND oldest.at < LEAST(older_than, now() - interval '90 days')
        RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$;

REVOKE ALL ON FUNCTION "accounts"."forget_audit" FROM PUBLIC;

-- Grant
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'botect_accounts') THEN
        GRANT EXECUTE ON FUNCTION "accounts"."forget_audit" TO "botect_accounts";
    END IF;
END
$$;

-- One table for credentials of every kind, and what the control plane keeps beside them.

-- AlterTable
ALTER TABLE "accounts"."memberships" ADD CONSTRAINT "memberships_role_check" CHECK ("role" IN ('owner', 'admin', 'viewer')),
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "accounts"."users" ADD COLUMN     "password_hash" TEXT,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "scoring"."sessions" ADD COLUMN     "history" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "accounts"."invitations" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts"."logins" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts"."keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "user_id" INTEGER,
    "label" TEXT NOT NULL,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "scoped" BOOLEAN NOT NULL DEFAULT false,
    "key_hash" BYTEA NOT NULL,
    "public_key" TEXT,
    "last_four" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" INTEGER,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" INTEGER,

    CONSTRAINT "keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "keys_kind_check" CHECK ("kind" IN ('account', 'site', 'private', 'workspace', 'project')),
    CONSTRAINT "keys_project_id_check" CHECK (("kind" IN ('site', 'private', 'project')) = ("project_id" IS NOT NULL)),
    CONSTRAINT "keys_public_key_check" CHECK ("kind" = 'site' OR "public_key" IS NULL)
);

-- CreateTable
CREATE TABLE "accounts"."rules" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "name" TEXT NOT NULL,
    "expression_source" TEXT NOT NULL,
    "expression" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_shadow" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "group_id" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "rules_action_check" CHECK ("action" IN ('allow', 'challenge', 'block', 'log', 'delay'))
);

-- CreateTable
CREATE TABLE "accounts"."rule_suggestions" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "expression_source" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "sessions" INTEGER NOT NULL,
    "bot_sessions" INTEGER NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "rule_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_suggestions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts"."audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts"."verdict_hours" (
    "project_id" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "band" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "verdicts" BIGINT NOT NULL,

    CONSTRAINT "verdict_hours_pkey" PRIMARY KEY ("project_id","hour","band","action")
);

-- CreateTable
CREATE TABLE "accounts"."rule_hours" (
    "rule_id" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "matches" BIGINT NOT NULL,

    CONSTRAINT "rule_hours_pkey" PRIMARY KEY ("rule_id","hour")
);

-- CreateTable
CREATE TABLE "accounts"."tally_sources" (
    "source" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tally_sources_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "accounts"."policy_changes" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts"."redeemed_sessions" (
    "project_id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redeemed_sessions_pkey" PRIMARY KEY ("project_id","token")
);

-- CreateIndex
CREATE INDEX "policy_changes_at_idx" ON "accounts"."policy_changes"("at");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_code_hash_key" ON "accounts"."invitations"("code_hash");

-- CreateIndex
CREATE INDEX "invitations_user_id_idx" ON "accounts"."invitations"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "logins_token_hash_key" ON "accounts"."logins"("token_hash");

-- CreateIndex
CREATE INDEX "logins_user_id_idx" ON "accounts"."logins"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "keys_key_hash_key" ON "accounts"."keys"("key_hash");

-- CreateIndex
CREATE INDEX "keys_account_id_kind_idx" ON "accounts"."keys"("account_id", "kind");

-- CreateIndex
CREATE INDEX "keys_project_id_kind_idx" ON "accounts"."keys"("project_id", "kind");

-- CreateIndex. One key of a kind per project lives without end; a rotated one in its days of grace has an expiry.
CREATE UNIQUE INDEX "keys_unending_key" ON "accounts"."keys"("project_id", "kind")
    WHERE "kind" IN ('site', 'private') AND "revoked_at" IS NULL AND "expires_at" IS NULL;

-- CreateIndex
CREATE INDEX "rules_account_id_project_id_idx" ON "accounts"."rules"("account_id", "project_id");

-- CreateIndex
CREATE INDEX "rule_suggestions_account_id_idx" ON "accounts"."rule_suggestions"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "rule_suggestions_project_id_kind_subject_key" ON "accounts"."rule_suggestions"("project_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "audit_entries_account_id_id_idx" ON "accounts"."audit_entries"("account_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "accounts"."invitations" ADD CONSTRAINT "invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."logins" ADD CONSTRAINT "logins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."keys" ADD CONSTRAINT "keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"."accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."keys" ADD CONSTRAINT "keys_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "accounts"."projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."rules" ADD CONSTRAINT "rules_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"."accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."rules" ADD CONSTRAINT "rules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "accounts"."projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts"."rule_suggestions" ADD CONSTRAINT "rule_suggestions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"."accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Move. Tokens and keys of the two tables before become rows of the one.
INSERT INTO "accounts"."keys"
    ("kind", "account_id", "user_id", "label", "permissions", "key_hash", "last_four", "expires_at", "last_used_at", "created_at", "created_by", "updated_at", "revoked_at")
SELECT 'account', "account_id", "user_id", "label", '{}', "token_hash", "last_four", "expires_at", "last_used_at", "created_at", "user_id", "created_at", "revoked_at"
FROM "accounts"."api_tokens";

INSERT INTO "accounts"."keys"
    ("kind", "account_id", "project_id", "label", "permissions", "key_hash", "public_key", "last_four", "created_at", "updated_at", "revoked_at")
SELECT key."kind", project."account_id", key."project_id", key."kind" || ' key', '{}', key."key_hash", key."public_key", key."last_four", key."created_at", key."created_at", key."revoked_at"
FROM "accounts"."project_keys" key JOIN "accounts"."projects" project ON project."id" = key."project_id";

DROP TABLE "accounts"."api_tokens";

DROP TABLE "accounts"."project_keys";

-- CreateView. All the data plane may read of keys: those of its own two kinds. It bears the name of the table before it, so that
-- replicas of the version before read on while a rollout lasts.
CREATE VIEW "accounts"."project_keys" AS
SELECT "id", "project_id", "kind", "key_hash", "public_key", "expires_at", "revoked_at"
FROM "accounts"."keys" WHERE "kind" IN ('site', 'private');

-- Grant. Audit entries are added and read; not even the control plane's own role can change one.
DO $$
DECLARE
    grantee text;
    privileges text;
BEGIN
    FOR grantee, privileges IN VALUES
        ('botect_accounts', 'SELECT, INSERT, UPDATE, DELETE ON accounts.invitations, accounts.logins, accounts.keys, accounts.rules, '
            || 'accounts.policy_changes, accounts.redeemed_sessions, accounts.rule_suggestions, accounts.verdict_hours, accounts.rule_hours, accounts.tally_sources'),
        ('botect_accounts', 'SELECT, INSERT ON accounts.audit_entries'),
        ('botect_accounts', 'USAGE ON ALL SEQUENCES IN SCHEMA accounts'),
        ('botect_ingest', 'SELECT ON accounts.project_keys, accounts.rules, accounts.policy_changes'),
        ('botect_scoring', 'SELECT ON accounts.project_keys, accounts.rules, accounts.policy_changes'),
        ('botect_verdict', 'SELECT ON accounts.project_keys, accounts.rules, accounts.policy_changes')
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = grantee);
        EXECUTE format('GRANT %s TO %I', privileges, grantee);
    END LOOP;
END
$$;

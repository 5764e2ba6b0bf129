# syntax=docker/dockerfile:1
# One image for every process; the argument says which: ingest, scoring, verdict, accounts, standalone, migrate, topics, …
# (infra/image/processes.ts).

# For a release name the digest too, which is what keeps two builds alike: node:24.21.0-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# Node runs the TypeScript as it is written, but not below node_modules: so the workspace stays a workspace here, where packages are
# links to the folders they live in.
FROM ${NODE_IMAGE} AS workspace
WORKDIR /botect
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY libs libs
COPY services services
COPY standalone standalone

# What is generated: the database client and the browser script.
FROM workspace AS generated
COPY infra/setup.mjs infra/setup.mjs
COPY infra/browser-script infra/browser-script
RUN --mount=type=cache,target=/root/.local/share/pnpm node infra/setup.mjs

# What runs: the packages that production code names, and no others.
FROM workspace AS production
RUN --mount=type=cache,target=/root/.local/share/pnpm npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter @botect/standalone...
COPY --from=generated /botect/libs/database/src/generated libs/database/src/generated
COPY --from=generated /botect/libs/sdk-browser/dist libs/sdk-browser/dist
COPY infra/image/start.ts infra/image/processes.ts infra/image/health-check.ts infra/image/
COPY infra/compose/write-secrets.ts infra/compose/secrets.ts infra/compose/

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Botect" \
      org.opencontainers.image.description="Open, self-hosted bot scoring" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
    BOTECT_DATA_DIR=/var/lib/botect
# The only folder a process may write to, and only the one-process start does: it keeps its database there.
RUN mkdir -p /var/lib/botect && chown 1000:1000 /var/lib/botect
WORKDIR /botect
# Owned by root and run by somebody else: the code cannot change itself.
COPY --from=production /botect ./
USER 1000:1000
EXPOSE 8080 9464
# Whether the event loop turns, and no more: some orchestrators restart what is unhealthy, which helps nobody while Kafka is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "infra/image/health-check.ts", "/live"]
# Without a shell and without the base image's script: signals reach Node.
ENTRYPOINT ["node", "infra/image/start.ts"]
CMD ["standalone"]

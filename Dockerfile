# Two stages: a static binary of glibc (musl is five times slower under
# SQLite's group commit), then nothing but it, certificates and time zones.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make release && mkdir -p /out/data && cp dist/pogo /out/

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/pogo /pogo
COPY --from=build --chown=65532:65532 --chmod=0700 /out/data /data
ENV POGO_DATABASE=/data/pogo.db POGO_LISTEN=127.0.0.1:9464
VOLUME /data
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["/pogo", "ready"]
ENTRYPOINT ["/pogo"]
CMD ["serve"]

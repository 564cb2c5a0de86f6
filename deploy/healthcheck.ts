/** The image's health check: `node deploy/healthcheck.ts <url>` exits 0 when the URL answers 2xx within 4 seconds, else 1. */
const [url = ''] = process.argv.slice(2);
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exit(answer?.ok ? 0 : 1);

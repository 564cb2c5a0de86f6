import autocannon from 'autocannon';
import { CONNECTIONS, headersOf, type LoadGenerator } from './load.ts';

/** autocannon, for machines without wrk. It is JavaScript: against the fastest servers it is the bottleneck, and only their CPU time tells. */
export const autocannonGenerator: LoadGenerator = {
  name: 'autocannon',
  async run({ port, requests }, seconds) {
    let next = 0;
    const result = await autocannon({
      url: `http://127.0.0.1:${port}`,
      connections: CONNECTIONS,
      duration: seconds,
      requests: [
        {
          setupRequest(request) {
            const turn = requests[next++ % requests.length];
            if (!turn) return request;
            const { method, path, body } = turn;
            return { ...request, method, path, headers: headersOf(turn), ...(body !== null && { body }) };
          },
        },
      ],
    });
    const answered = result.requests.total;
    const refused = Object.entries(result.statusCodeStats ?? {})
      .filter(([status]) => !status.startsWith('2') && status !== '304')
      .reduce((sum, [, { count = 0 }]) => sum + count, 0);
    return {
      requests: answered,
      seconds: result.duration,
      p99Ms: result.latency.p99,
      failed: refused + result.errors + result.timeouts,
      bytesPerAnswer: result.throughput.total / Math.max(answered, 1),
    };
  },
};

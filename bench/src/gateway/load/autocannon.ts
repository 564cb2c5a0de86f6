import autocannon from 'autocannon';
import { CONNECTIONS, headersOf, type LoadGenerator } from './load.ts';

/** autocannon, for machines without wrk. It is JavaScript: against the fastest servers it is the bottleneck, and only their CPU time tells. */
export const autocannonGenerator: LoadGenerator = {
  name: 'autocannon',
  async run({ port, requests }, seconds) {
    let next = 0;
    const result = await autocannon({
      url: `http://127.0.0.1:${port}/graphql`,
      connections: CONNECTIONS,
      duration: seconds,
      requests: [
        {
          method: 'POST',
          setupRequest(request) {
            const turn = requests[next++ % requests.length];
            return turn ? { ...request, headers: headersOf(turn), body: turn.body } : request;
          },
        },
      ],
    });
    const answered = result.requests.total;
    return {
      requests: answered,
      seconds: result.duration,
      p99Ms: result.latency.p99,
      failed: result.non2xx + result.errors + result.timeouts,
      bytesPerAnswer: result.throughput.total / Math.max(answered, 1),
    };
  },
};

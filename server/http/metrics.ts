/** Numbers for whoever runs the server, as Prometheus text. Routes by pattern and counts only: no ids, no names. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Store } from '../ports.ts';

export type Metrics = {
  text(): Promise<string>;
  readonly contentType: string;
  request(facts: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void;
  /** The same store, its commits counted and timed. */
  counting(store: Store): Store;
  /** Read at each scrape. */
  gauge(name: `samsyn_${string}`, help: string, read: () => number): void;
  /** Totals that somebody else counts, by kind; read at each scrape. */
  totals(name: `samsyn_${string}_total`, help: string, label: string, read: () => Readonly<Record<string, number>>): void;
};

/** `process`: memory, CPU and event loop of this process too. */
export function createMetrics({ process = false } = {}): Metrics {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry, prefix: 'samsyn_' });
  const registers = [registry];
  const requests = new Histogram({
    name: 'samsyn_http_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const commits = new Counter({
    name: 'samsyn_commits_total',
    help: 'Commits by outcome: done, lost, failed',
    labelNames: ['outcome'],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'samsyn_commit_seconds',
    help: 'Time of one durable commit',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
    registers,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    request: ({ method, route, status, seconds }) => requests.observe({ method, route, status: String(status) }, seconds),
    counting: (store) =>
      new Proxy(store, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key, target);
          if (typeof value !== 'function') return value;
          if (key !== 'commit') return value.bind(target) as unknown;
          return async (...batches: Parameters<Store['commit']>) => {
            const stop = commitSeconds.startTimer();
            try {
              const committed = await target.commit(...batches);
              commits.inc({ outcome: committed.ok ? 'done' : 'lost' });
              return committed;
            } catch (error) {
              commits.inc({ outcome: 'failed' });
              throw error;
            } finally {
              stop();
            }
          };
        },
      }),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    totals: (name, help, label, read) => {
      new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset();
          for (const [kind, total] of Object.entries(read())) this.inc({ [label]: kind }, total);
        },
      });
    },
  };
}

import { parser } from '@prometheus-io/lezer-promql';

export interface NamedByExpression {
  readonly metrics: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

/** The metrics and labels that a PromQL expression names; Grafana's variables are taken as durations. @throws when it is no PromQL. */
export function namesIn(expression: string): NamedByExpression {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const metrics = new Set<string>();
  const labels = new Set<string>();
  parser.parse(text).iterate({
    enter({ name, from, to, type }) {
      const named = text.slice(from, to);
      if (type.isError) throw new Error(`No PromQL at ${from}: ${expression}`);
      if (name === 'Identifier') metrics.add(named);
      if (name === 'LabelName') labels.add(named);
    },
  });
  return { metrics, labels };
}

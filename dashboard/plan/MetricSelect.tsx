import type { MetricName } from '../../shared/metrics/catalogue.ts';
import { useSite } from '../site.ts';
import { metricGroups } from './metricGroups.ts';
import { useMetricName, useOwn } from './own.ts';

/** The catalogue, by groups. */
export const MetricSelect = ({
  value: chosen,
  onChange,
}: {
  value: MetricName;
  onChange: (metric: MetricName) => void;
}) => {
  const { details } = useSite();
  const words = useOwn();
  const metricName = useMetricName();
  return (
    <label class="select">
      <span class="select-label">{words.metric}</span>
      <select value={chosen} onChange={(event) => onChange(event.currentTarget.value as MetricName)}>
        {metricGroups(details.settings.leads.actions).map(({ group, metrics }) => (
          <optgroup key={group} label={words.metricGroups[group]}>
            {metrics.map((name) => (
              <option key={name} value={name} selected={name === chosen}>
                {metricName(name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
};

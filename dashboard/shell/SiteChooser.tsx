import type { SiteEntry } from '../api.ts';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';

interface Props {
  sites: readonly SiteEntry[];
  chosen: string;
  onChange: (site: string) => void;
}

/** With a single site there is nothing to choose: its name stands there. */
export const SiteChooser = ({ sites, chosen, onChange }: Props) => {
  const { words } = useReading();
  if (sites.length === 1) return <span class="siteName">{sites[0]?.name}</span>;
  const options = sites.map(({ site, name }) => ({ value: site, text: name }));
  return (
    <Select class="bare siteName" label={words.site} hideLabel value={chosen} options={options} onChange={onChange} />
  );
};

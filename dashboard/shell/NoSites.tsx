import { Notice } from '../parts/Notice.tsx';
import { useReading } from '../reading.ts';

export const NoSites = () => {
  const { words } = useReading();
  return (
    <Notice title={words.noSites}>
      <p>{words.noSitesHelp}</p>
      <a class="button" href="/docs">
        {words.apiDocs}
      </a>
    </Notice>
  );
};

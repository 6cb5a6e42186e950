import { useEffect, useRef, useState } from 'preact/hooks';
import type { SpendUploads } from '../../shared/spend.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { toast } from '../toasts.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { useFailed, useOriginName, useOwn } from './own.ts';

type Upload = SpendUploads['uploads'][number];

interface Props {
  news: number;
  onChanged: () => void;
}

/** What was uploaded, by whom, and what it changed; the newest can be taken back. */
export const Uploads = ({ news, onChanged }: Props) => {
  const { site, formats, details, onEnded } = useSite();
  const { language } = useReading();
  const words = useOwn();
  const originName = useOriginName();
  const failed = useFailed();
  const heading = useRef<HTMLHeadingElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const asked = useAsked(`${site} ${news}`, (signal) => api.uploads(site, signal));
  useLive(['spend'], asked.again);
  useEffect(() => {
    if (asked.failure?.kind === 'unauthorized') onEnded();
  }, [asked.failure]);
  const times = makeTimes(language, details.settings.timeZone);
  const uploads = (asked.value?.uploads ?? []).filter(({ upload }) => !hidden.has(upload));

  const show = (upload: number): void => setHidden((before) => new Set([...before].filter((one) => one !== upload)));
  /** It cannot be put back once it was taken back: so it is, when the offer to leave it is gone. */
  const takeBack = ({ upload, file, origin }: Upload): void => {
    setHidden((before) => new Set([...before, upload]));
    heading.current?.focus();
    toast({
      text: fill(words.takenBack, { name: file || originName(origin) }),
      undo: () => show(upload),
      gone: () =>
        void api.takeBack(site, upload).then((result) => {
          if (!result.ok) {
            show(upload);
            failed(result.failure);
          }
          onChanged();
        }),
    });
  };
  const changes = ({ added, changed, removed }: Upload): string =>
    [
      added > 0 && fill(words.added, { n: formats.count(added) }),
      changed > 0 && fill(words.changed, { n: formats.count(changed) }),
      removed > 0 && fill(words.removed, { n: formats.count(removed) }),
    ]
      .filter(Boolean)
      .join(', ') || words.nothing;

  return (
    <section class="spendUploads">
      <h2 ref={heading} tabIndex={-1}>
        {words.tabs.uploads}
      </h2>
      <p class="quiet">{words.uploadsHelp}</p>
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !asked.value && <Skeleton />}
      {asked.value && uploads.length === 0 && <Notice title={words.noUploads} />}
      {uploads.length > 0 && (
        <div class="spendTable">
          <table aria-label={words.tabs.uploads}>
            <thead>
              <tr>
                <th scope="col">{words.head.file}</th>
                <th scope="col">{words.head.when}</th>
                <th scope="col">{words.head.range}</th>
                <th scope="col">{words.head.changes}</th>
                <th scope="col" class="number">
                  {words.head.cost}
                </th>
                <th scope="col">
                  <span class="unseen">{words.takeBack}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {uploads.map((one) => {
                const name = one.file || originName(one.origin);
                return (
                  <tr key={one.upload}>
                    <th scope="row">
                      {name}
                      {one.file && <span class="quiet">{originName(one.origin)}</span>}
                    </th>
                    <td data-label={words.head.when}>
                      {times.moment(new Date(one.at).toISOString())}
                      {one.by && <span class="quiet">{one.by}</span>}
                    </td>
                    <td data-label={words.head.range}>{formats.range(one)}</td>
                    <td data-label={words.head.changes}>{changes(one)}</td>
                    <td class="number spendTable-cost" data-label={words.head.cost}>
                      {formats.money(one.cost)}
                    </td>
                    <td>
                      {one.undoable && (
                        <button
                          type="button"
                          class="button"
                          aria-label={fill(words.takeBackOf, { name })}
                          onClick={() => takeBack(one)}
                        >
                          {words.takeBack}
                        </button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

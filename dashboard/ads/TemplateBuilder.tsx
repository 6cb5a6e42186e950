import { useEffect, useState } from 'preact/hooks';
import { Failed } from '../parts/Failed.tsx';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askTemplates } from './api.ts';
import { CopyLine } from './CopyLine.tsx';
import { useAdsWords } from './words.ts';

/** The page's address as it is typed is no address yet, and nothing to ask about. */
const addressOf = (text: string): string => {
  const stated = text.trim();
  return /^https?:\/\/[^\s.]+\.[^\s]+$/i.test(stated) && URL.canParse(stated) ? stated : '';
};

/** The tracking parameters of each ad system, to paste. */
export const TemplateBuilder = () => {
  const { language } = useReading();
  const words = useAdsWords();
  const { client, site } = useSite();
  const [system, setSystem] = useState('google');
  const [page, setPage] = useState('');
  const [url, setUrl] = useState('');
  useEffect(() => {
    // Not at every letter.
    const timer = setTimeout(() => setUrl(addressOf(page)), 300);
    return () => clearTimeout(timer);
  }, [page]);
  const asked = useAsked(url, (signal) => askTemplates({ client, site }, url, signal));
  const templates = asked.value?.templates ?? [];
  const template = templates.find((one) => one.system === system) ?? templates[0];
  return (
    <section class="builder">
      <div>
        <h2>{words.builder}</h2>
        <p class="quiet">{words.builderHelp}</p>
      </div>
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {template && (
        <>
          <div class="builder-ask">
            <Select
              label={words.adSystem}
              value={template.system as string}
              options={templates.map(({ system: value, title }) => ({ value: value as string, text: title }))}
              onChange={setSystem}
            />
            <label class="field">
              <span>{words.pageAddress}</span>
              <input
                type="url"
                inputMode="url"
                placeholder="https://"
                autocomplete="off"
                value={page}
                onInput={(event) => setPage(event.currentTarget.value)}
              />
            </label>
          </div>
          <dl>
            <div>
              <dt>{words.parameters}</dt>
              <dd>
                <CopyLine text={template.parameters} />
              </dd>
            </div>
            {template.address && (
              <div>
                <dt>{words.wholeAddress}</dt>
                <dd>
                  <CopyLine text={template.address} />
                  {template.replaced && template.replaced.length > 0 && (
                    <p class="quiet">{fill(words.replaced, { names: template.replaced.join(', ') })}</p>
                  )}
                  {asked.value?.foreignHost && <p class="wrong">{words.foreignHost}</p>}
                </dd>
              </div>
            )}
            <div>
              <dt>{words.goesTo}</dt>
              <dd>{template.where[language]}</dd>
            </div>
            {template.note && (
              <div>
                <dt>{words.note}</dt>
                <dd>{template.note[language]}</dd>
              </div>
            )}
            <div>
              <dt>{words.resolved}</dt>
              <dd>
                {template.resolved.channel} · {template.resolved.source} / {template.resolved.medium}
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
};

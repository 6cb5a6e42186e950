import { useEffect, useState } from 'preact/hooks';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { usePage } from './page.ts';

/** So long after the last key it is asked (ms). */
const PAUSE = 250;

const usePaused = (text: string): string => {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
};

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Which number a visit would see, and why: told as the address is typed. */
export const Simulator = () => {
  const { words } = usePage();
  const { site, details } = useSite();
  const host = details.settings.hosts?.[0] ?? 'example.com';
  const [url, setUrl] = useState(`https://${host}/?utm_source=google&utm_medium=cpc`);
  const [referrer, setReferrer] = useState('');
  const asked = usePaused(JSON.stringify([url, referrer]));
  const [to = '', from = ''] = JSON.parse(asked) as string[];
  const ready = isWebAddress(to) && (from === '' || isWebAddress(from));
  const { value } = useAsked(`${site} ${asked} ${details.settings.numbers?.rules.length}`, (signal) =>
    ready ? api.simulate(site, to, from, signal) : new Promise<never>(() => undefined),
  );
  return (
    <section class="simulator" aria-labelledby="simulator">
      <h2 id="simulator">{words.simulator}</h2>
      <p class="quiet">{words.simulatorHelp}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{words.url}</span>
          <input type="url" value={url} onInput={(event) => setUrl(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{words.referrer}</span>
          <input type="url" value={referrer} onInput={(event) => setReferrer(event.currentTarget.value)} />
        </label>
      </form>
      <div aria-live="polite">
        {value && (
          <>
            <p class="quiet">
              {[value.touch.channel, value.touch.source, value.touch.medium, value.touch.campaign]
                .filter(Boolean)
                .join(' / ')}
            </p>
            <ul>
              {value.lines.map((line) => (
                <li key={line.line}>
                  {line.line}: <strong>{line.number ?? words.sharedNumber}</strong>{' '}
                  <span class="tag">{words.from[line.from]}</span>
                  {line.rule !== null && <p class="quiet">{fill(words.rule, { n: `${line.rule + 1}` })}</p>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
};

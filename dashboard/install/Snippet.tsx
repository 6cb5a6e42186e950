import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { CodeBox } from './CodeBox.tsx';
import { useWords } from './useWords.ts';

/** What to paste, where, and what a strict page has to allow. */
export const Snippet = () => {
  const words = useWords();
  const { details } = useSite();
  const { snippet = '', settings } = details;
  // As the script's own tag says it: behind a proxy this page may be reached otherwise than the visitors' pages reach us.
  const origin = /src="([^"]+)\/w\//.exec(snippet)?.[1] ?? location.origin;
  const turnstile = settings.spam?.turnstile ? ' https://challenges.cloudflare.com' : '';
  const policy = `script-src ${origin}${turnstile}; connect-src ${origin}${turnstile && `; frame-src${turnstile}`}`;
  return (
    <section class="install-section">
      <h2>{words.snippet}</h2>
      <p>{words.snippetHelp}</p>
      <CodeBox label={words.snippet} text={snippet} primary />
      <p class="quiet">
        {words.form} <code>&lt;div data-whichhalf="lead"&gt;&lt;/div&gt;</code>.
      </p>
      <details>
        <summary>{words.where}</summary>
        <dl class="install-builders">
          {Object.entries(words.builders).map(([builder, how]) => (
            <div key={builder}>
              <dt>{builder}</dt>
              <dd>{how}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details id="csp">
        <summary>{words.csp}</summary>
        <div class="install-csp">
          <p>{words.cspHelp}</p>
          <CodeBox label={words.csp} text={policy} />
          <p class="quiet">{fill(words.cspLook, { host: new URL(origin).host })}</p>
        </div>
      </details>
    </section>
  );
};

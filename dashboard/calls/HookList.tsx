import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { api } from './api.ts';
import { usePage } from './page.ts';

/** Where each telephony provider is to report calls. */
export const HookList = () => {
  const { words } = usePage();
  const { site } = useSite();
  const { value } = useAsked(site, (signal) => api.hooks(site, signal));
  if (!value) return null;
  return (
    <section class="hooks" aria-labelledby="hooks">
      <h2 id="hooks">{words.hooks}</h2>
      <p class="quiet">{value.length > 0 ? words.hooksHelp : words.hooksNone}</p>
      <dl>
        {value.map(({ provider, url }) => (
          <div key={provider}>
            <dt>{provider}</dt>
            <dd>{url}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

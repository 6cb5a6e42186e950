import { watchActivity } from './activity.ts';
import { install } from './api.ts';
import { flush, pageLoaded } from './batch.ts';
import { consent } from './consent.ts';
import { send } from './contact.ts';
import { catchUp, stopOutbox } from './deliver.ts';
import { all, guard, listen } from './guard.ts';
import type { Host } from './host.ts';
import { createForms } from './launch.ts';
import { readLead } from './lead.ts';
import { beat, refresh, startNumbers, tellNumbers } from './numbers/numbers.ts';
import { land, ongoing, stage, stayAlive, tell } from './ongoing.ts';
import { watchPages } from './pages.ts';
import { origin, settings } from './site.ts';
import { load, save } from './state.ts';
import { watchTaps } from './taps.ts';
import { whenIdle, whenLoaded } from './when.ts';

/** The script tag. Wires the parts; what each does is told in its own file. */

const start = (): void => {
  const host: Host = {
    settings,
    tell,
    save,
    stage: (...report) => guard(() => stage(...report)),
    send,
    load,
  };
  const forms = createForms(host);
  const stops = [flush, stopOutbox, forms.stop];
  const uninstall = install(settings.site, (name, value) => {
    if (name === 'lead') void send(readLead(value, Date.now()));
    else if (name === 'consent') {
      consent(value === true);
      if (__NUMBERS__) refresh();
    } else if (__NUMBERS__ && name === 'numbers') tellNumbers(value);
    else if (name === 'open') forms.show(value);
    else if (name === 'stop') all(stops)();
  });
  // The page may have said stop before the script came.
  if (!uninstall || !stops[0]) return;
  land();
  if (__NUMBERS__) stops.push(startNumbers());
  stops.push(
    uninstall,
    watchPages(() => ongoing(true)),
    watchActivity(stayAlive),
    watchTaps((number) => {
      tell({ kind: 'tap', number });
      flush();
    }),
    listen(document, 'visibilitychange', () => {
      if (document.hidden) flush();
      else if (__NUMBERS__) beat();
    }),
    listen(window, 'pagehide', flush),
    listen(window, 'online', catchUp),
    whenLoaded(() => {
      pageLoaded();
      if (__NUMBERS__) refresh();
      whenIdle(() => {
        if (settings.forms[0] || settings.watch) forms.show();
        void catchUp();
      });
    }),
  );
};

// A page rendered ahead counts when it is looked at.
if (origin && /^http/.test(location.protocol)) {
  if (document.prerendering) listen(document, 'prerenderingchange', start);
  else guard(start);
}

import type { Hours } from '../../../shared/forms.ts';
import type { WidgetSettings } from '../../../shared/settings.ts';
import type { FormPlace, Kind } from '../contract.ts';
import { askPlainly, el, fieldOf } from '../forms.ts';
import { CALL_AT_WORDS } from './callAtWords.ts';
import { isOpen, timesToCall } from './hours.ts';
import { wordsFor } from './words.ts';

/** A callback at a time of the visitor's choice, within business hours. Outside them there is no "now". */

/** The chooser brings this chunk only where both are set. */
const hoursOf = ({ hours, timeZone }: WidgetSettings): [Hours, string] => [hours as Hours, timeZone as string];

const CSS = 'option,optgroup{background:Canvas;color:CanvasText}';

/** A moment in words, by the visitor's clock. */
const format = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(tag, options);
  } catch {
    return new Intl.DateTimeFormat('en', options);
  }
};

export const kind: Kind = {
  css: CSS,
  wordsIn(tag, settings, now) {
    const words = wordsFor(CALL_AT_WORDS, tag);
    return { ...words, ...(!isOpen(...hoursOf(settings), now) && { text: words.closedText }) };
  },
  ask(place) {
    const [hours, timeZone] = hoursOf(place.host.settings);
    const { tag, now } = place;
    const words = place.words as FormPlace['words'] & typeof CALL_AT_WORDS.en;
    const plain = askPlainly(place);
    const day = format(tag, { weekday: 'long', day: 'numeric', month: 'long' });
    const clock = format(tag, { hour: '2-digit', minute: '2-digit' });
    const ours = format(tag, { hour: '2-digit', minute: '2-digit', timeZone });

    const select = el('select', { name: 'wanted' });
    /** The times as they are when the form is opened. */
    const offer = () => {
      const opened = now();
      const days = new Map<string, HTMLOptGroupElement>();
      if (isOpen(hours, timeZone, opened)) select.replaceChildren(el('option', { value: '' }, words.now));
      else select.replaceChildren();
      for (const time of timesToCall(hours, timeZone, opened)) {
        const label = day.format(time);
        let group = days.get(label);
        if (!group) {
          group = el('optgroup', { label });
          days.set(label, group);
          select.append(group);
        }
        const theirs = clock.format(time);
        const at = ours.format(time);
        group.append(
          el('option', { value: time }, theirs === at ? theirs : `${theirs} ${words.ours.replace('{time}', at)}`),
        );
      }
    };
    offer();
    const when = fieldOf('wanted', select, el('label', {}, words.when, select));
    let wanted = 0;
    return {
      ...plain,
      nodes: [...plain.nodes, ...when.nodes],
      fields: [...plain.fields, when],
      problemsOf(entered) {
        const problems = plain.problemsOf(entered);
        const chosen = Number(entered.wanted ?? 0);
        const isLate = chosen
          ? chosen < now()
          : !isOpen(hours, timeZone, now()) && timesToCall(hours, timeZone, now()).length > 0;
        if (isLate) {
          offer();
          problems.wanted = words.timeGone;
        }
        return problems;
      },
      reset: offer,
      draft({ wanted: chosen, ...fields }) {
        wanted = Number(chosen ?? 0);
        return { fields, ...(wanted && { wanted }) };
      },
      thanks: () =>
        wanted ? words.promised.replace('{time}', `${day.format(wanted)}, ${clock.format(wanted)}`) : words.sentText,
    };
  },
};

import type { StageNames } from '../../shared/crm.ts';
import { STAGES, type Stage } from '../../shared/leads.ts';
import { fold } from '../spend/header.ts';

/**
 * What CRMs call their stages, where one reading alone is possible: how deals begin and end. What lies between is each
 * company's own, and told by the site's `crm.stages`.
 *
 * Bitrix24's are those its own translations give the stages NEW, WON, LOSE and APOLOGY of deals and the statuses of leads;
 * amoCRM's and Kommo's the three that every pipeline has, and the first of a new one; HubSpot's and Pipedrive's those of
 * their first pipelines and deals' statuses.
 */
const KNOWN: Partial<Record<Stage, readonly string[]>> = {
  new: [
    'Новая',
    'Новый',
    'Нова',
    'Новий',
    'Не обработан',
    'Не оброблений',
    'Неразобранное',
    'Нерозібране',
    'Unassigned',
    'Incoming leads',
  ],
  contacted: ['Первичный контакт', 'Первинний контакт', 'Initial contact', 'Contact made'],
  won: [
    'Сделка успешна',
    'Успешная сделка',
    'Успешно реализовано',
    'Выиграна',
    'Успішна угода',
    'Успішно реалізовано',
    'Виграно',
    'Deal won',
    'Closed won',
    'Closed - won',
  ],
  lost: [
    'Сделка провалена',
    'Анализ причины провала',
    'Закрыто и не реализовано',
    'Проиграна',
    'Угода провалена',
    'Аналіз причини провалу',
    'Закрито і не реалізовано',
    'Закрито та не реалізовано',
    'Програно',
    'Deal lost',
    'Analyze failure',
    'Closed lost',
    'Closed - lost',
  ],
  spam: ['Некачественный лид', 'Неякісний лід', 'Junk lead', 'Спам'],
};

const entriesOf = (names: StageNames): [string, Stage][] =>
  Object.entries(names).map(([name, stage]) => [fold(name), stage]);

const BUILT_IN = new Map<string, Stage>([
  ...STAGES.map((stage): [string, Stage] => [stage, stage]),
  ...Object.entries(KNOWN).flatMap(([stage, names]) =>
    names.map((name): [string, Stage] => [fold(name), stage as Stage]),
  ),
]);

/** Reads a CRM's name of a stage; later ones of `names` go before earlier ones. Undefined where nobody said what it means. */
export const stageReader = (...names: readonly StageNames[]): ((name: string) => Stage | undefined) => {
  const known = new Map([...BUILT_IN, ...names.flatMap(entriesOf)]);
  return (name) => {
    // HubSpot writes the pipeline behind the stage: `Closed won (Sales Pipeline)`.
    const [whole, first] = [fold(name), fold(name.replace(/ \([^()]*\)\s*$/, ''))];
    return known.get(whole) ?? known.get(first);
  };
};

import type { PLAN_SCOPES } from '../../shared/plans.ts';
import { addDays } from '../days.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { api } from './api.ts';
import { useOwn } from './own.ts';
import { useAds } from './scope.ts';

interface Props {
  kind: (typeof PLAN_SCOPES)[number];
  value: string;
  wrong: boolean;
  onChange: (value: string) => void;
  id: string;
}

/** People and ads are chosen among those there are; what else may begin tomorrow can be written too. */
export const ScopeField = ({ kind, value, wrong, onChange, id }: Props) => {
  const { site, session, today } = useSite();
  const words = useOwn();
  const ads = useAds(kind === 'ad');
  const isList = kind === 'owner' || kind === 'ad';
  const parts = useAsked(isList ? '' : `${site} ${kind}`, (signal) =>
    isList
      ? new Promise<never>(() => undefined)
      : api.parts(site, kind, { from: addDays(today, -364), to: today }, signal),
  );
  if (isList) {
    const options =
      kind === 'owner'
        ? session.people.map((name) => ({ value: name, text: name }))
        : ads.map((ad) => ({ value: ad.id, text: ad.name }));
    return (
      <label class="select">
        <span class="select-label">{kind === 'owner' ? words.scopePerson : words.scopeAd}</span>
        <select
          name="scope"
          value={value}
          aria-invalid={wrong}
          aria-describedby={`${id}-scope`}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{words.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <label class="field">
      <span>{words.scopeValue}</span>
      <input
        name="scope"
        list={`${id}-parts`}
        autoComplete="off"
        value={value}
        aria-invalid={wrong}
        aria-describedby={`${id}-scope`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={`${id}-parts`}>
        {(parts.value?.rows ?? [])
          .map(({ key }) => key[kind] ?? '')
          .filter(Boolean)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </label>
  );
};

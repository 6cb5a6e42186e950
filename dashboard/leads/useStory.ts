import { useEffect, useRef, useState } from 'preact/hooks';
import type { LeadStory } from '../../shared/leadStory.ts';
import type { Failure } from '../api.ts';
import { useLive } from '../live.ts';
import { useSite } from '../site.ts';
import { api } from './api.ts';

/** One lead's story, kept up with what happens. */
export interface OpenStory {
  story?: LeadStory;
  failure?: Failure;
  again(): void;
  /** What the server answered to a change: newer than anything that is still on its way. */
  apply(story: LeadStory): void;
}

const isOf = (story: LeadStory, id: string): boolean =>
  story.lead === id || story.contacts.some((contact) => contact.id === id);

/** @param id of the lead or of any of its contacts; '' for none */
export const useStory = (id: string): OpenStory => {
  const { site } = useSite();
  const [known, setKnown] = useState<{ id: string; story?: LeadStory; failure?: Failure } | null>(null);
  /** Which question was the last: older answers are let go of. */
  const asked = useRef(0);
  const wanted = useRef(id);
  wanted.current = id;

  const ask = async (): Promise<void> => {
    if (!id) return;
    const mine = (asked.current += 1);
    const result = await api.story(site, id);
    if (mine !== asked.current || wanted.current !== id) return;
    setKnown(result.ok ? { id, story: result.value } : { id, failure: result.failure });
  };
  useEffect(() => void ask(), [id, site]);
  useLive(['leads', 'calls'], () => void ask());

  const current = known && (known.id === id || (known.story && isOf(known.story, id))) ? known : null;
  return {
    ...(current?.story && { story: current.story }),
    ...(current?.failure && { failure: current.failure }),
    again: () => void ask(),
    apply(story) {
      asked.current += 1;
      if (isOf(story, wanted.current)) setKnown({ id: wanted.current, story });
    },
  };
};

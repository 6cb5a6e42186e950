import { useEffect, useState } from 'preact/hooks';
import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import type { ChannelRule } from '../../shared/settings.ts';
import { useSite } from '../site.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import { api } from './api.ts';

/** Ms after the last letter: a rule that is being typed is not asked about letter by letter. */
const PAUSE = 400;

/** What rules would make of history; those that name no channel yet stay out, and take nothing. */
export const useTrial = (rules: ChannelRule[]): Asked<ChannelTrialAnswer> => {
  const { site } = useSite();
  const now = JSON.stringify(rules);
  const [asked, setAsked] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(now), PAUSE);
    return () => clearTimeout(timer);
  }, [now]);
  const trial = useAsked(asked, (signal) => {
    const stated = (JSON.parse(asked) as ChannelRule[]).map((rule) =>
      rule.channel ? rule : { ...rule, channel: '?' },
    );
    return api.tryRules(site, stated, signal);
  });
  return { ...trial, busy: trial.busy || asked !== now };
};

import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { daysOf } from '../period.ts';
import { verdictOf } from '../sentence.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { Attention } from './Attention.tsx';
import { askMoved, askVerdict, askWaiting } from './api.ts';
import { Empty } from './Empty.tsx';
import { FunnelCard } from './FunnelCard.tsx';
import { MovedCard } from './MovedCard.tsx';
import { useOwn } from './own.ts';
import { PlansCard } from './PlansCard.tsx';
import { SeasonNote } from './SeasonNote.tsx';
import { SentenceLine } from './SentenceLine.tsx';
import { Trend } from './Trend.tsx';
import { readView, type View, writeView } from './view.ts';

/** News come in handfuls: all of this many ms are answered by asking once. */
const HANDFUL = 1_500;

/** A number that grows whenever what the page shows has changed at the site. */
const useNews = (): number => {
  const [news, setNews] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLive(['leads', 'calls', 'spend'], () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setNews((before) => before + 1);
    }, HANDFUL);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return news;
};

/** What one looks at first: which half works, how it goes, why, and what needs a hand. */
export const Overview = () => {
  const { site, place, go, today, formats, session, onEnded } = useSite();
  const words = useOwn();
  const view = readView(place.query);
  const days = daysOf(view.period, today);
  const news = useNews();
  const ask = { site, days };
  const key = JSON.stringify([ask, news]);

  const verdict = useAsked(key, (signal) => askVerdict(ask, signal));
  const leads = useAsked(key, (signal) => askMoved(ask, 'leads', signal));
  const seesLeads = may(session.scopes, 'leads');
  const waiting = useAsked(`${site} ${news} ${seesLeads}`, (signal) =>
    seesLeads ? askWaiting(site, signal) : new Promise<never>(() => undefined),
  );
  const failure = verdict.failure ?? leads.failure;
  useEffect(() => {
    if (failure?.kind === 'unauthorized') onEnded();
  }, [failure]);

  const change = (part: Partial<View>): void => go({ query: writeView({ ...view, ...part }) });
  const compared = leads.value?.compare;
  // Shown with the sentence, for what comes in above would push the rest down; a page is shown without it if need be.
  const told = !seesLeads || waiting.value !== undefined || waiting.failure !== undefined;
  const ready = told && verdict.value !== undefined && leads.value !== undefined;
  // Of other days than those asked for; news of the same ones come without a flicker.
  const stale = verdict.value?.from !== days.from || verdict.value.to !== days.to;
  return (
    <div class="overview">
      <div class="pageBar">
        <PeriodChooser period={view.period} onChange={(period) => change({ period })}>
          {compared && <span class="quiet">{fill(words.compared, { range: formats.range(compared) })}</span>}
        </PeriodChooser>
      </div>
      {failure && (
        <Failed
          failure={failure}
          onRetry={() => {
            verdict.again();
            leads.again();
          }}
        />
      )}
      {!failure && !ready && <Skeleton />}
      {!failure && ready && verdict.value && leads.value && (
        <div class={stale ? 'overview-report stale' : 'overview-report'} aria-busy={stale}>
          <SentenceLine
            verdict={verdict.value}
            report={leads.value}
            onTarget={verdict.again}
            onLonger={() => change({ period: 'last90' })}
          />
          {waiting.value && <Attention waiting={waiting.value} />}
          {verdictOf(leads.value).kind === 'nothing' ? (
            <Empty usual={view.period === 'last30'} />
          ) : (
            <>
              <Trend ask={ask} news={news} step={view.step} onStep={(step) => change({ step })} />
              <div class="overview-columns">
                <MovedCard metric="leads" answer={leads} />
                <SpendMoved ask={ask} question={key} />
                <FunnelCard ask={ask} question={key} />
                <PlansCard news={news} />
              </div>
              <SeasonNote />
            </>
          )}
        </div>
      )}
    </div>
  );
};

const SpendMoved = ({ ask, question }: { ask: Parameters<typeof askMoved>[0]; question: string }) => {
  const answer = useAsked(question, (signal) => askMoved(ask, 'spend', signal));
  return <MovedCard metric="spend" answer={answer} />;
};

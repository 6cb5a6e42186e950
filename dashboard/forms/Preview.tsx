import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FormSettings } from '../../shared/forms.ts';
import type { PreviewAsk, PreviewNews, SpokenWords } from '../../shared/preview.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { previewSettings } from './previewSettings.ts';
import { useWords } from './useWords.ts';

interface Props {
  draft: FormSettings;
  /** Otherwise the last whole one stays. */
  isWhole: boolean;
  tag: string;
  page: number;
  variant: string;
  onVariant: (variant: string) => void;
  onSpoken: (words: SpokenWords) => void;
}

/** Size of the window that is shown, px; it is drawn as large as there is room. */
const SIZES = { desktop: { width: 1024, height: 680 }, phone: { width: 375, height: 667 } } as const;
/** Letters come faster than a form is worth drawing. */
const PAUSE = 80;

/** The real form in a frame of ours, from settings that nobody has saved. */
export const Preview = ({ draft, isWhole, tag, page, variant, onVariant, onSpoken }: Props) => {
  const words = useWords();
  const { site, details } = useSite();
  const [size, setSize] = useState<keyof typeof SIZES>(() =>
    matchMedia('(max-width: 700px)').matches ? 'phone' : 'desktop',
  );
  const [scheme, setScheme] = useState<'light' | 'dark'>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  const [ready, setReady] = useState(0);
  const [failed, setFailed] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const last = useRef<PreviewAsk | null>(null);

  useEffect(() => {
    const hear = ({ data, source, origin }: MessageEvent): void => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      const news = data as PreviewNews | null;
      if (news?.preview === 'ready') setReady((count) => count + 1);
      if (news?.preview === 'failed') setFailed(true);
      if (news?.preview === 'shown') {
        setFailed(false);
        onSpoken(news.words);
      }
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [onSpoken]);

  const asked = useMemo<PreviewAsk | null>(() => {
    if (!isWhole) return last.current && { ...last.current, scheme };
    // Whoever may see the figures of forms is shown all settings.
    const settings = previewSettings(site, details.settings as SiteSettings, { draft, variant, language: tag });
    return { preview: 'show', settings, form: draft.id, page, scheme };
  }, [site, details, draft, isWhole, variant, tag, page, scheme]);
  const message = JSON.stringify(asked);
  useEffect(() => {
    last.current = asked;
    if (!asked || ready === 0) return undefined;
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(asked, location.origin), PAUSE);
    return () => clearTimeout(timer);
  }, [message, ready]);

  const variants = draft.variants ?? [];
  return (
    <section class="preview" aria-label={words.preview}>
      <div class="preview-bar">
        <Segmented
          label={words.width}
          value={size}
          options={(['desktop', 'phone'] as const).map((value) => ({ value, text: words.widths[value] }))}
          onChange={setSize}
        />
        <Segmented
          label={words.scheme}
          value={scheme}
          options={(['light', 'dark'] as const).map((value) => ({ value, text: words.schemes[value] }))}
          onChange={setScheme}
        />
        {variants.length > 0 && (
          <Select
            label={words.variant}
            value={variant}
            options={[{ value: '', text: words.noVariant }, ...variants.map(({ id }) => ({ value: id, text: id }))]}
            onChange={onVariant}
          />
        )}
      </div>
      <Window size={SIZES[size]}>
        <iframe
          ref={frame}
          src="/preview/"
          title={fill(words.previewFrame, { form: draft.id })}
          width={SIZES[size].width}
          height={SIZES[size].height}
          style={{ colorScheme: scheme }}
        />
      </Window>
      <p class="quiet" role="status">
        {failed ? words.previewBroken : isWhole ? words.previewHelp : words.previewWaits}
      </p>
    </section>
  );
};

interface WindowProps {
  size: { width: number; height: number };
  children: ComponentChildren;
}

/** What of the window's height is others': the bars above and below. */
const TAKEN = 190;

/** A window of that size, drawn smaller where there is less room. */
const Window = ({ size, children }: WindowProps) => {
  const room = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(1);
  useEffect(() => {
    const box = room.current;
    if (!box) return undefined;
    const measure = (): void => {
      // It stands on the other side of a narrow screen, where it has no width yet.
      if (box.clientWidth > 0) setMost(Math.min(box.clientWidth / size.width, (innerHeight - TAKEN) / size.height));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    addEventListener('resize', measure);
    return () => {
      watch.disconnect();
      removeEventListener('resize', measure);
    };
  }, [size]);
  const scale = Math.max(0.3, Math.min(1, most));
  return (
    <div ref={room} class="preview-room">
      <div
        class="preview-window"
        style={{ width: `${size.width * scale}px`, height: `${size.height * scale}px`, '--scale': String(scale) }}
      >
        {children}
      </div>
    </div>
  );
};

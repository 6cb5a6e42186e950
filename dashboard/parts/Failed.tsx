import type { Failure } from '../api.ts';
import { useReading } from '../reading.ts';
import { Notice } from './Notice.tsx';

/** What went wrong in plain words, the server's own where they say more, and a way on. */
export const Failed = ({ failure, onRetry }: { failure: Failure; onRetry: () => void }) => {
  const { words } = useReading();
  const own =
    failure.kind === 'invalid'
      ? (failure.errors?.map(({ field, detail }) => `${field}: ${detail}`) ?? [failure.detail ?? ''])
      : [];
  return (
    <Notice title={words.failedTitle} failed>
      <p>{words.failed[failure.kind]}</p>
      {own.map((line) => (
        <p key={line} class="quiet">
          {line}
        </p>
      ))}
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </Notice>
  );
};

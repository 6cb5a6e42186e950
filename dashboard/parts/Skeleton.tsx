import { useReading } from '../reading.ts';

const ROWS = Array.from({ length: 9 }, (_, index) => index);

/** The shape of the page while its first figures are on their way. */
export const Skeleton = () => {
  const { words } = useReading();
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{words.loading}</span>
      <div class="skeleton-sentence" />
      <div class="skeleton-table">
        {ROWS.map((row) => (
          <div key={row} class="skeleton-row" />
        ))}
      </div>
    </div>
  );
};

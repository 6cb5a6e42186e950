import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { useAdsWords } from './words.ts';

/** The table of ads, and what is wrong with their links. */
export const ViewTabs = ({ tags }: { tags: boolean }) => {
  const words = useAdsWords();
  const { place } = useSite();
  return (
    <nav class="viewTabs" aria-label={words.views}>
      <PlaceLink to={{ query: place.query }} current={!tags}>
        {words.table}
      </PlaceLink>
      <PlaceLink to={{ rest: 'tags', query: place.query }} current={tags}>
        {words.tags}
      </PlaceLink>
    </nav>
  );
};

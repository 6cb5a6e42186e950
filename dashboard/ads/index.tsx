import { AdsPage } from './AdsPage.tsx';
import { type Words, WordsOfAds } from './words.ts';
import './ads.css';
import './table.css';

export const Page = ({ words }: { words: Words }) => (
  <WordsOfAds.Provider value={words}>
    <div class="ads">
      <AdsPage />
    </div>
  </WordsOfAds.Provider>
);

import { useSite } from '../site.ts';
import { FormList } from './FormList.tsx';
import { FormPage } from './FormPage.tsx';
import { type FormsWords, WordsOf } from './useWords.ts';
import './forms.css';
import './builder.css';
import './reports.css';

/** All forms; behind the page's name in the address, one of them. */
export const Page = ({ words }: { words: FormsWords }) => {
  const { site, place } = useSite();
  return (
    <WordsOf.Provider value={words}>
      <div class="forms-page">
        {place.rest ? <FormPage key={`${site} ${place.rest}`} id={place.rest} /> : <FormList />}
      </div>
    </WordsOf.Provider>
  );
};

import { Doctor } from './Doctor.tsx';
import { Snippet } from './Snippet.tsx';
import { type InstallWords, WordsOf } from './useWords.ts';
import './install.css';

/** From the script tag to the first lead. */
export const Page = ({ words }: { words: InstallWords }) => (
  <WordsOf.Provider value={words}>
    <div class="install">
      <h1>{words.title}</h1>
      <Snippet />
      <Doctor />
    </div>
  </WordsOf.Provider>
);

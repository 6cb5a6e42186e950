import { Own } from './own.ts';
import { SpendPage } from './SpendPage.tsx';
import type { Words } from './words/uk.ts';
import './spend.css';

export const Page = ({ words }: { words: Words }) => (
  <Own.Provider value={words}>
    <SpendPage />
  </Own.Provider>
);

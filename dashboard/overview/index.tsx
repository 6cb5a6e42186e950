import { Overview } from './Overview.tsx';
import { Own } from './own.ts';
import type { Words } from './words/uk.ts';
import './overview.css';

export const Page = ({ words }: { words: Words }) => (
  <Own.Provider value={words}>
    <Overview />
  </Own.Provider>
);

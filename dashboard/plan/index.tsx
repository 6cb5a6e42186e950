import { Own } from './own.ts';
import { PlanPage } from './PlanPage.tsx';
import type { Words } from './words/uk.ts';
import './plan.css';

export const Page = ({ words }: { words: Words }) => (
  <Own.Provider value={words}>
    <PlanPage />
  </Own.Provider>
);

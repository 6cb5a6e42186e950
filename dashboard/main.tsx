import { render } from 'preact';
import { App } from './App.tsx';
import { firstLanguage, keptLanguage } from './language.ts';
import { loadWords } from './words/words.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/signIn.css';
import './styles/ads.css';
import './styles/table.css';
import './styles/upload.css';

const root = document.getElementById('app');
const language = firstLanguage(keptLanguage(), navigator.languages);
const words = await loadWords(language);
if (root) render(<App first={{ language, words }} now={() => Date.now()} />, root);

import { render } from 'preact';
import { App } from './App.tsx';
import { askSession } from './api.ts';
import { firstLanguage, keptLanguage } from './language.ts';
import { loadWords } from './words/words.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/signIn.css';
import './styles/skeleton.css';
import './styles/upload.css';

const INVITATION = /^#invitation=(whi_\w+)$/;

const root = document.getElementById('app');
const language = firstLanguage(keptLanguage(), navigator.languages);
const invitation = INVITATION.exec(location.hash)?.[1] ?? '';
// A secret is not left standing in the address.
if (invitation) history.replaceState(null, '', location.pathname);
const [words, session] = await Promise.all([loadWords(language), askSession()]);
if (root) {
  render(
    <App
      first={{ language, words }}
      session={session.ok && !invitation ? session.value : null}
      invitation={invitation}
      now={() => Date.now()}
    />,
    root,
  );
}

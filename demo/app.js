/** A single-page section: each step is an address of its own, and nothing is loaded anew. */

const ROUTES = {
  'app.html': {
    title: 'Що потрібно засклити?',
    text: 'Дві відповіді, і ми знатимемо, який профіль вам порадити.',
    choices: { 'app-office.html': 'Офіс', 'app-house.html': 'Житловий будинок' },
  },
  'app-office.html': {
    title: 'Офіс: тиша чи світло?',
    text: 'Для вулиць із рухом радимо склопакет із триплексом, для дворів вистачить енергоощадного.',
    choices: { 'app-request.html': 'Тиша', 'app-request.html?light': 'Світло' },
  },
  'app-house.html': {
    title: 'Будинок: скільки поверхів?',
    text: 'Від висоти залежить вітрове навантаження, а від нього товщина скла.',
    choices: { 'app-request.html': 'До п’яти', 'app-request.html?high': 'Вище' },
  },
  'app-request.html': {
    title: 'Є рішення під вашу задачу',
    text: 'Залиште контакт, і інженер надішле кошторис.',
    form: true,
  },
};

const view = document.querySelector('.route');

const make = (name, text, properties = {}) =>
  Object.assign(document.createElement(name), { textContent: text, ...properties });

const show = () => {
  const { title, text, choices = {}, form } = ROUTES[location.pathname.split('/').pop()] ?? ROUTES['app.html'];
  document.title = `${title} · Прозір`;
  view.replaceChildren(make('h1', title), make('p', text));
  const list = make('div', '', { className: 'choices' });
  for (const [href, label] of Object.entries(choices)) {
    const link = make('a', label, { href, className: 'choice' });
    link.dataset.route = '';
    list.append(link);
  }
  view.append(list);
  if (form) {
    const place = make('div', '', { className: 'card prose' });
    place.dataset.whichhalf = 'lead';
    view.append(place);
  }
};

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-route]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
addEventListener('popstate', show);

// A step opened by its own address comes through its file, which sends it here.
const asked = new URLSearchParams(location.search).get('step');
if (asked && asked in ROUTES) history.replaceState(null, '', asked);
show();

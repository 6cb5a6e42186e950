/** The yellow strip's helper: it belongs to the demo, not to what a site owner pastes. */

// A click id is of one click: every one of them gets its own.
for (const link of document.querySelectorAll('[data-click]')) {
  link.addEventListener('click', () => {
    const url = new URL(link.href);
    const name = link.dataset.click;
    const random = crypto.getRandomValues(new Uint32Array(2));
    url.searchParams.set(name, name === 'yclid' ? random.join('').slice(0, 18) : `Cj0KCQjwDemo${random.join('-')}_wcB`);
    link.href = url;
  });
}

/** Shows the helper's button and does what it is for. */
const onButton = (name, run) => {
  const button = document.querySelector(`[data-do=${name}]`);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', run);
};

// Forgets everything the widget stored, as another browser would know nothing.
onButton('forget', async () => {
  localStorage.clear();
  sessionStorage.clear();
  for (const cookie of document.cookie.split('; ')) {
    for (const domain of ['', `;domain=${location.hostname}`]) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
      document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0${domain}`;
    }
  }
  for (const { name } of (await indexedDB.databases?.()) ?? []) indexedDB.deleteDatabase(name);
  // Else the ad in this page's address would be taken for what led the new visitor here.
  history.replaceState(null, '', './');
  location.assign('./');
});

/** What the two Google ads above cost on one day: [campaign, its id, the ad's id, clicks, impressions, cost]. */
const SPEND = [
  ['Вікна для офісу', '21547896301', '708123456789', 41, 1024, '1230.50'],
  ['Скляні перегородки', '21547896302', '708123456790', 29, 8310, '845.00'],
];

const dayBefore = (days) => {
  const date = new Date(Date.now() - days * 86_400_000);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
};

// A report as Google Ads exports it, of the week that ends today: to upload on the dashboard.
onButton('spend', () => {
  const days = [6, 5, 4, 3, 2, 1, 0].map(dayBefore);
  const rows = days.flatMap((day) =>
    SPEND.map(([campaign, id, ad, clicks, impressions, cost]) =>
      [day, campaign, id, ad, 'UAH', clicks, impressions, cost].join(),
    ),
  );
  const lines = [
    'Ad report',
    `${days[0]} - ${days[6]}`,
    'Day,Campaign,Campaign ID,Ad ID,Currency code,Clicks,Impr.,Cost',
    ...rows,
  ];
  const href = URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href, download: 'google-ads.csv' }).click();
  URL.revokeObjectURL(href);
});

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

// Forgets everything the widget stored, as another browser would know nothing.
const forget = document.querySelector('.helper button');
if (forget) {
  forget.hidden = false;
  forget.addEventListener('click', async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const cookie of document.cookie.split('; ')) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
      document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0`;
    }
    for (const { name } of (await indexedDB.databases?.()) ?? []) indexedDB.deleteDatabase(name);
    location.assign('./');
  });
}

import type { AdSystem } from '../../shared/spend.ts';

/** What a place on the web is, as far as channels tell places apart. */
export type HostKind = 'search' | 'social' | 'video' | 'shopping' | 'mail' | 'ai';

/** A source we call by a name of its own rather than by its host. */
export interface Brand {
  source: string;
  kind: HostKind;
  /** Who is paid for paid traffic from it. */
  system?: AdSystem;
  /** What the npm list of referrers calls it. */
  listed?: readonly string[];
  /** Hosts the list lacks or gets wrong; subdomains count too, unless it is a search engine. */
  hosts?: readonly string[];
  /** Android packages, which report themselves as `android-app://package/`. */
  apps?: readonly string[];
  /** What people write for it in utm_source: lower case, without spaces, dashes and underscores. */
  spellings?: readonly string[];
}

const everywhere = (name: string, ends: string): string[] => ends.split(' ').map((end) => `${name}.${end}`);

/** One row a source. Where two rows could claim a host or a spelling, the later one has it. */
export const BRANDS: readonly Brand[] = [
  // Search engines.
  {
    source: 'google',
    kind: 'search',
    system: 'google',
    listed: ['Google', 'Google Images', 'Google News', 'Google Blogsearch', 'Google Product Search', 'Google Video'],
    hosts: ['google.com', 'news.google.com', 'images.google.com', 'lens.google.com', 'cse.google.com'],
    apps: [
      'com.google.android.googlequicksearchbox',
      'com.google.android.apps.searchlite',
      'com.google.android.apps.magazines',
    ],
    spellings: ['googleads', 'googleadwords', 'adwords', 'gads', 'googlesearch', 'googlecpc', 'гугл', 'ґуґл'],
  },
  {
    source: 'yandex',
    kind: 'search',
    system: 'yandex',
    listed: ['Yandex', 'Yandex Images'],
    hosts: [
      'ya.ru',
      ...everywhere('yandex', 'ru com ua by kz uz com.tr eu fr az com.am com.ge co.il ee kg lt lv md tj tm'),
    ],
    apps: ['ru.yandex.searchplugin', 'com.yandex.browser', 'com.yandex.browser.lite'],
    spellings: [
      'yandexdirect',
      'yandex.direct',
      'direct.yandex',
      'ya.direct',
      'yadirect',
      'yandexsearch',
      'yandexrsya',
      'яндекс',
      'яндексдирект',
      'ya',
    ],
  },
  {
    source: 'bing',
    kind: 'search',
    system: 'microsoft',
    listed: ['Bing', 'Bing Images'],
    hosts: ['bing.com', 'cn.bing.com'],
    apps: ['com.microsoft.bing'],
    spellings: ['bingads', 'microsoftads', 'microsoftadvertising', 'microsoft', 'msads'],
  },
  {
    source: 'yahoo',
    kind: 'search',
    listed: ['Yahoo!', 'Yahoo! Images'],
    hosts: ['ua.search.yahoo.com', 'search.yahoo.co.jp'],
  },
  {
    source: 'duckduckgo',
    kind: 'search',
    listed: ['DuckDuckGo'],
    hosts: ['html.duckduckgo.com', 'lite.duckduckgo.com'],
    apps: ['com.duckduckgo.mobile.android'],
    spellings: ['ddg'],
  },
  { source: 'ecosia', kind: 'search', listed: ['Ecosia'], hosts: ['ecosia.org'] },
  { source: 'qwant', kind: 'search', listed: ['Qwant'] },
  { source: 'brave', kind: 'search', listed: ['Brave Search'] },
  { source: 'baidu', kind: 'search', listed: ['Baidu'], hosts: ['baidu.com', 'm.baidu.com'] },
  { source: 'naver', kind: 'search', listed: ['Naver', 'Naver Images'], hosts: ['naver.com', 'm.search.naver.com'] },
  { source: 'seznam', kind: 'search', listed: ['Seznam'], hosts: ['seznam.cz'] },
  { source: 'rambler', kind: 'search', listed: ['Rambler'], hosts: ['rambler.ru'] },
  { source: 'mail.ru', kind: 'search', listed: ['Mail.ru'] },
  { source: 'startpage', kind: 'search', hosts: ['startpage.com'] },
  { source: 'kagi', kind: 'search', hosts: ['kagi.com'] },
  { source: 'petal', kind: 'search', hosts: ['petalsearch.com'] },
  { source: 'swisscows', kind: 'search', hosts: ['swisscows.com'] },
  { source: 'mojeek', kind: 'search', hosts: ['mojeek.com'] },
  { source: 'sogou', kind: 'search', listed: ['Sogou'], hosts: ['sogou.com', 'm.sogou.com'] },
  { source: 'coccoc', kind: 'search', hosts: ['coccoc.com'] },

  // Social networks and messengers.
  {
    source: 'facebook',
    kind: 'social',
    system: 'meta',
    listed: ['Facebook'],
    apps: ['com.facebook.katana', 'com.facebook.lite'],
    spellings: ['fb', 'facebookads', 'fbads', 'facebookinstagram', 'fbig', 'фейсбук'],
  },
  {
    source: 'instagram',
    kind: 'social',
    system: 'meta',
    listed: ['Instagram'],
    apps: ['com.instagram.android', 'com.instagram.lite'],
    spellings: ['ig', 'insta', 'inst', 'igstory', 'instagramads', 'instaads', 'инстаграм', 'інстаграм'],
  },
  {
    source: 'messenger',
    kind: 'social',
    system: 'meta',
    hosts: ['messenger.com', 'm.me'],
    apps: ['com.facebook.orca'],
    spellings: ['msg', 'fbmessenger'],
  },
  {
    source: 'threads',
    kind: 'social',
    system: 'meta',
    listed: ['Threads'],
    hosts: ['threads.net', 'threads.com'],
    apps: ['com.instagram.barcelona'],
    spellings: ['th'],
  },
  {
    source: 'whatsapp',
    kind: 'social',
    system: 'meta',
    listed: ['WhatsApp'],
    hosts: ['whatsapp.com', 'wa.me'],
    apps: ['com.whatsapp', 'com.whatsapp.w4b'],
    spellings: ['wa'],
  },
  // Meta's {{site_source_name}} says `an` for its network of other people's apps.
  {
    source: 'audience network',
    kind: 'social',
    system: 'meta',
    spellings: ['an', 'metaaudiencenetwork', 'facebookaudiencenetwork'],
  },
  { source: 'meta', kind: 'social', system: 'meta', hosts: ['meta.com'], spellings: ['metaads'] },
  {
    source: 'telegram',
    kind: 'social',
    hosts: ['t.me', 'telegram.me', 'telegram.org', 'telegram.dog', 'telesco.pe'],
    apps: ['org.telegram.messenger', 'org.telegram.messenger.web', 'org.telegram.plus', 'org.thunderdog.challegram'],
    spellings: ['tg', 'tlg', 'telega', 'telegramads', 'tgads', 'телеграм', 'телеграмм'],
  },
  {
    source: 'viber',
    kind: 'social',
    hosts: ['viber.com', 'vb.me'],
    apps: ['com.viber.voip'],
    spellings: ['вайбер', 'vb'],
  },
  { source: 'signal', kind: 'social', hosts: ['signal.org', 'signal.me'], apps: ['org.thoughtcrime.securesms'] },
  { source: 'discord', kind: 'social', hosts: ['discord.com', 'discord.gg', 'discordapp.com'], apps: ['com.discord'] },
  { source: 'skype', kind: 'social', listed: ['Skype'] },
  { source: 'slack', kind: 'social', hosts: ['slack.com', 'slack-redir.net'], apps: ['com.slack'] },
  {
    source: 'tiktok',
    kind: 'social',
    system: 'tiktok',
    hosts: ['tiktok.com', 'tiktokv.com'],
    apps: ['com.zhiliaoapp.musically', 'com.ss.android.ugc.trill'],
    spellings: ['tiktokads', 'tt', 'тикток', 'тікток'],
  },
  {
    source: 'x',
    kind: 'social',
    system: 'x',
    listed: ['Twitter'],
    hosts: ['tweetdeck.com'],
    spellings: ['twitter', 'twitterads', 'xads'],
  },
  { source: 'linkedin', kind: 'social', system: 'linkedin', listed: ['LinkedIn'], spellings: ['linkedinads', 'lnkd'] },
  {
    source: 'pinterest',
    kind: 'social',
    system: 'pinterest',
    listed: ['Pinterest'],
    hosts: [
      'pin.it',
      ...everywhere('pinterest', 'at ca ch cl co.kr co.uk com.au com.mx de dk es fr ie it jp nz ph pt ru se'),
    ],
    apps: ['com.pinterest'],
    spellings: ['pinterestads', 'pin'],
  },
  {
    source: 'reddit',
    kind: 'social',
    system: 'reddit',
    listed: ['Reddit'],
    hosts: ['redd.it'],
    spellings: ['redditads'],
  },
  {
    source: 'snapchat',
    kind: 'social',
    system: 'snap',
    hosts: ['snapchat.com'],
    apps: ['com.snapchat.android'],
    spellings: ['snap', 'snapchatads'],
  },
  { source: 'quora', kind: 'social', system: 'quora', listed: ['Quora'], spellings: ['quoraads'] },
  {
    source: 'vk',
    kind: 'social',
    system: 'vk',
    listed: ['Vkontakte'],
    hosts: ['vk.ru', 'vk.me'],
    apps: ['com.vkontakte.android'],
    spellings: ['vkontakte', 'vkads', 'vkreklama', 'вк', 'вконтакте'],
  },
  {
    source: 'ok',
    kind: 'social',
    system: 'vk',
    listed: ['Odnoklassniki'],
    apps: ['ru.ok.android'],
    spellings: ['odnoklassniki', 'одноклассники'],
  },
  { source: 'my.mail.ru', kind: 'social', hosts: ['my.mail.ru'] },
  { source: 'dzen', kind: 'social', hosts: ['dzen.ru', 'zen.yandex.ru'], spellings: ['yandexzen', 'zen'] },
  { source: 'bluesky', kind: 'social', listed: ['Bluesky'] },
  { source: 'mastodon', kind: 'social', listed: ['Mastodon'] },
  { source: 'medium', kind: 'social', hosts: ['medium.com'] },
  { source: 'line', kind: 'social', hosts: ['line.me'] },
  { source: 'wechat', kind: 'social', hosts: ['wechat.com'], apps: ['com.tencent.mm'] },
  { source: 'livejournal', kind: 'social', listed: ['LiveJournal'], hosts: ['livejournal.com'] },
  { source: 'tripadvisor', kind: 'social', hosts: ['tripadvisor.com'] },
  { source: 'yelp', kind: 'social', hosts: ['yelp.com'] },

  // Video.
  {
    source: 'youtube',
    kind: 'video',
    system: 'google',
    listed: ['Youtube'],
    apps: ['com.google.android.youtube'],
    spellings: ['yt', 'youtubeads', 'ютуб', 'ютюб'],
  },
  { source: 'vimeo', kind: 'video', listed: ['Vimeo'] },
  { source: 'twitch', kind: 'video', hosts: ['twitch.tv'], apps: ['tv.twitch.android.app'] },
  { source: 'dailymotion', kind: 'video', hosts: ['dailymotion.com'] },
  { source: 'rutube', kind: 'video', hosts: ['rutube.ru'] },
  { source: 'megogo', kind: 'video', hosts: ['megogo.net'] },
  { source: 'netflix', kind: 'video', hosts: ['netflix.com'] },

  // Shops, marketplaces and price comparison.
  {
    source: 'amazon',
    kind: 'shopping',
    listed: ['Amazon'],
    hosts: everywhere('amazon', 'co.uk de fr it es pl nl se ca com.tr com.mx com.br com.au co.jp in ae'),
  },
  { source: 'ebay', kind: 'shopping', hosts: everywhere('ebay', 'com co.uk de fr it es pl ca com.au') },
  { source: 'etsy', kind: 'shopping', hosts: ['etsy.com'] },
  { source: 'aliexpress', kind: 'shopping', hosts: ['aliexpress.com', 'aliexpress.ru'] },
  { source: 'alibaba', kind: 'shopping', hosts: ['alibaba.com'] },
  { source: 'walmart', kind: 'shopping', hosts: ['walmart.com'] },
  {
    source: 'google shopping',
    kind: 'shopping',
    system: 'google',
    hosts: ['shopping.google.com'],
    spellings: ['googleshopping'],
  },
  { source: 'igshopping', kind: 'shopping', system: 'meta' },
  { source: 'rozetka', kind: 'shopping', hosts: ['rozetka.com.ua', 'rozetka.ua'], spellings: ['розетка'] },
  { source: 'prom', kind: 'shopping', hosts: ['prom.ua'], spellings: ['пром'] },
  { source: 'olx', kind: 'shopping', hosts: everywhere('olx', 'ua pl ro bg pt kz uz'), spellings: ['олх'] },
  { source: 'hotline', kind: 'shopping', hosts: ['hotline.ua'] },
  { source: 'price.ua', kind: 'shopping', hosts: ['price.ua'] },
  {
    source: 'e-katalog',
    kind: 'shopping',
    hosts: ['ek.ua', 'e-katalog.com', 'e-katalog.ru', 'ekatalog.com'],
    spellings: ['ekatalog'],
  },
  { source: 'nadavi', kind: 'shopping', hosts: ['nadavi.net', 'nadavi.com.ua'] },
  { source: 'kasta', kind: 'shopping', hosts: ['kasta.ua'] },
  { source: 'epicentrk', kind: 'shopping', hosts: ['epicentrk.ua'] },
  { source: 'allegro', kind: 'shopping', hosts: ['allegro.pl'] },
  { source: 'wildberries', kind: 'shopping', hosts: ['wildberries.ru'] },
  { source: 'ozon', kind: 'shopping', hosts: ['ozon.ru'] },
  {
    source: 'yandex market',
    kind: 'shopping',
    system: 'yandex',
    hosts: ['market.yandex.ru'],
    spellings: ['yandexmarket'],
  },

  // Mail read in the browser. Each has a name of its own: `yandex` alone would read as the search engine.
  { source: 'gmail', kind: 'mail', hosts: ['mail.google.com', 'inbox.google.com'], apps: ['com.google.android.gm'] },
  {
    source: 'outlook',
    kind: 'mail',
    hosts: ['outlook.live.com', 'outlook.office.com', 'outlook.office365.com', 'mail.live.com'],
    apps: ['com.microsoft.office.outlook'],
  },
  { source: 'ukr.net mail', kind: 'mail', hosts: ['mail.ukr.net', 'secureurl.ukr.net'] },
  { source: 'i.ua mail', kind: 'mail', hosts: ['mail.i.ua', 'mbox.i.ua', 'mbox2.i.ua'] },
  { source: 'meta.ua mail', kind: 'mail', hosts: ['webmail.meta.ua'] },
  { source: 'proton mail', kind: 'mail', hosts: ['mail.proton.me'], apps: ['ch.protonmail.android'] },

  // AI assistants.
  {
    source: 'chatgpt',
    kind: 'ai',
    hosts: ['chatgpt.com', 'chat.openai.com', 'openai.com'],
    apps: ['com.openai.chatgpt'],
    spellings: ['openai'],
  },
  { source: 'perplexity', kind: 'ai', hosts: ['perplexity.ai'], apps: ['ai.perplexity.app.android'] },
  { source: 'claude', kind: 'ai', hosts: ['claude.ai', 'claude.com'], apps: ['com.anthropic.claude'] },
  {
    source: 'gemini',
    kind: 'ai',
    hosts: ['gemini.google.com', 'bard.google.com'],
    apps: ['com.google.android.apps.bard'],
  },
  {
    source: 'copilot',
    kind: 'ai',
    hosts: ['copilot.microsoft.com', 'copilot.cloud.microsoft', 'm365.cloud.microsoft'],
    apps: ['com.microsoft.copilot'],
  },
  { source: 'deepseek', kind: 'ai', hosts: ['deepseek.com'], apps: ['com.deepseek.chat'] },
  { source: 'grok', kind: 'ai', hosts: ['grok.com', 'x.ai'], apps: ['ai.x.grok'] },
  { source: 'mistral', kind: 'ai', hosts: ['mistral.ai'] },
  { source: 'meta ai', kind: 'ai', hosts: ['meta.ai'] },
  { source: 'poe', kind: 'ai', hosts: ['poe.com'] },
  { source: 'you.com', kind: 'ai', hosts: ['you.com'] },
  { source: 'phind', kind: 'ai', hosts: ['phind.com'] },
  { source: 'qwen', kind: 'ai', hosts: ['chat.qwen.ai'] },
  { source: 'kimi', kind: 'ai', hosts: ['kimi.com', 'kimi.ai'] },
];

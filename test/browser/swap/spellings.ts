/**
 * What may stand on a page and what it must become, as the inner HTML of an element of its own. The company's number is
 * +380 44 123 45 67, the tracking number +380 93 765 43 21.
 */
export type Spelling = readonly [what: string, before: string, after: string];

const [THIN, NARROW, EN_DASH, HYPHEN, FIGURE] = ['\u2009', '\u202f', '\u2013', '\u2011', '\u2012'];

/** The number in its many shapes. */
export const SPELLINGS: readonly Spelling[] = [
  ['international', '+380 44 123 45 67', '+380 93 765 43 21'],
  ['international without spaces', '+380441234567', '+380937654321'],
  ['without a plus', '380441234567', '380937654321'],
  ['the trunk digit read as part of the code', '+38 (044) 123-45-67', '+38 (093) 765-43-21'],
  ['the same without signs', '+38 044 1234567', '+38 093 7654321'],
  ['national', '044 123 45 67', '093 765 43 21'],
  ['national without spaces', '0441234567', '0937654321'],
  ['national with a bracket', '(044) 123-45-67', '(093) 765-43-21'],
  ['a bracket without a space', '(044)1234567', '(093)7654321'],
  ['other groups', '044-12-34-567', '093-76-54-321'],
  ['with 00 for the plus', '00380 44 123 45 67', '00380 93 765 43 21'],
  ['with 00 without spaces', '00380441234567', '00380937654321'],
  ['the trunk digit in brackets', '+380 (0) 44 123 45 67', '+380 (0) 93 765 43 21'],
  ['the same close to the code', '+380(0)44 123-45-67', '+380(0)93 765-43-21'],
  ['dots', '044.123.45.67', '093.765.43.21'],
  ['slash', '044/123-45-67', '093/765-43-21'],
  ['en dashes', `044${EN_DASH}123${EN_DASH}45${EN_DASH}67`, `093${EN_DASH}765${EN_DASH}43${EN_DASH}21`],
  ['hyphens that do not break', `044${HYPHEN}123${HYPHEN}45${HYPHEN}67`, `093${HYPHEN}765${HYPHEN}43${HYPHEN}21`],
  ['figure dashes', `044${FIGURE}123${FIGURE}45${FIGURE}67`, `093${FIGURE}765${FIGURE}43${FIGURE}21`],
  ['spaces about dashes', `044 ${EN_DASH} 123 - 45 - 67`, `093 ${EN_DASH} 765 - 43 - 21`],
  ['spaces that do not break', '+380&nbsp;44&nbsp;123&nbsp;45&nbsp;67', '+380&nbsp;93&nbsp;765&nbsp;43&nbsp;21'],
  ['thin spaces', `044${THIN}123${THIN}45${THIN}67`, `093${THIN}765${THIN}43${THIN}21`],
  ['narrow spaces', `044${NARROW}123${NARROW}45${NARROW}67`, `093${NARROW}765${NARROW}43${NARROW}21`],
  ['several spaces', '(044)  123  45 67', '(093)  765  43 21'],
  ['broken over lines of the source', '+380 44\n      123 45 67', '+380 93\n      765 43 21'],
];

/** The number with something beside it. */
export const COMPANY: readonly Spelling[] = [
  ['a sentence', 'Дзвоніть (044) 123-45-67, щодня.', 'Дзвоніть (093) 765-43-21, щодня.'],
  ['a full stop', 'Наш номер: 044 123 45 67.', 'Наш номер: 093 765 43 21.'],
  ['an abbreviation', 'тел.044 123 45 67', 'тел.093 765 43 21'],
  ['a colon', 'Tel:+380441234567', 'Tel:+380937654321'],
  ['brackets about it', '[+380 44 123 45 67]', '[+380 93 765 43 21]'],
  ['twice', '044 123 45 67, 0441234567', '093 765 43 21, 0937654321'],
  ['another number after a comma', '(044) 123-45-67, (067) 111-22-33', '(093) 765-43-21, (067) 111-22-33'],
  ['another number before a comma', '(067) 111-22-33, (044) 123-45-67', '(067) 111-22-33, (093) 765-43-21'],
  ['another number after a semicolon', '044 123 45 67; 067 111 22 33', '093 765 43 21; 067 111 22 33'],
  ['an extension', '+380 44 123 45 67 ext. 12', '+380 93 765 43 21 ext. 12'],
  ['an extension by its Ukrainian name', '044 123 45 67 (дод. 103)', '093 765 43 21 (дод. 103)'],
  ['hours behind it', '044 123 45 67, 9:00–18:00', '093 765 43 21, 9:00–18:00'],
  ['hours before it', 'Пн–Пт 9:00–18:00, 044 123 45 67', 'Пн–Пт 9:00–18:00, 093 765 43 21'],
  ['hours after a space', '044 123-45-67 9:00–18:00', '093 765-43-21 9:00–18:00'],
  ['hours before a space', 'Пн–Пт 9:00–18:00 (044) 123-45-67', 'Пн–Пт 9:00–18:00 (093) 765-43-21'],
  ['hours before its plus', 'щодня 9:00–18:00 +380 44 123 45 67', 'щодня 9:00–18:00 +380 93 765 43 21'],
  ['another number after a bare comma', '0441234567,0671112233', '0937654321,0671112233'],
  ['another number before a bare comma', '0671112233,0441234567', '0671112233,0937654321'],
  ['a year before it', '© 2026 · 044 123 45 67', '© 2026 · 093 765 43 21'],
  ['a price before it', '1 200 ₴ · +380 44 123 45 67', '1 200 ₴ · +380 93 765 43 21'],
];

/** The number in several nodes. */
export const SPLIT: readonly Spelling[] = [
  ['over spans', '<span>+380</span> <span>44</span> 123-45-67', '<span>+380</span> <span>93</span> 765-43-21'],
  ['code and number', '<small>(044)</small> <b>123-45-67</b>', '<small>(093)</small> <b>765-43-21</b>'],
  ['within a group of digits', '04<b>4 12</b>3 45 6<i>7</i>', '09<b>3 76</b>5 43 2<i>1</i>'],
  [
    'a digit a span',
    [...'0441234567'].map((digit) => `<i>${digit}</i>`).join(''),
    [...'0937654321'].map((digit) => `<i>${digit}</i>`).join(''),
  ],
  ['places to break', '044<wbr>123<wbr>45<wbr>67', '093<wbr>765<wbr>43<wbr>21'],
  ['comments between', '+380 <!-- -->44<!-- --> 123 45 67', '+380 <!-- -->93<!-- --> 765 43 21'],
  ['nested', '<b>+380 <i>44 <u>123</u></i></b> 45 67', '<b>+380 <i>93 <u>765</u></i></b> 43 21'],
  [
    'an icon before it',
    '<svg width="9" height="9"></svg><span>044 123 45 67</span>',
    '<svg width="9" height="9"></svg><span>093 765 43 21</span>',
  ],
  [
    'cells with digits beside it',
    '<table><tbody><tr><td>12</td><td>0441234567</td><td>34</td></tr></tbody></table>',
    '<table><tbody><tr><td>12</td><td>0937654321</td><td>34</td></tr></tbody></table>',
  ],
  [
    'items with digits beside it',
    '<ul><li>№ 7</li><li>0441234567</li><li>8</li></ul>',
    '<ul><li>№ 7</li><li>0937654321</li><li>8</li></ul>',
  ],
  ['lines with digits beside it', '01001<br>044 123 45 67<br>2026', '01001<br>093 765 43 21<br>2026'],
];

/** The number where no eye reads it. What a machine dials is written in full, without signs. */
export const ATTRIBUTES: readonly Spelling[] = [
  ['tel:', '<a href="tel:+380441234567">Call</a>', '<a href="tel:+380937654321">Call</a>'],
  [
    'tel: and its text',
    '<a href="tel:+380441234567">044 123 45 67</a>',
    '<a href="tel:+380937654321">093 765 43 21</a>',
  ],
  ['a national tel:', '<a href="tel:0441234567">x</a>', '<a href="tel:+380937654321">x</a>'],
  ['tel: with signs', '<a href="tel:+38(044)123-45-67">x</a>', '<a href="tel:+380937654321">x</a>'],
  ['TEL: with spaces', '<a href="TEL: +380 44 123 45 67">x</a>', '<a href="TEL: +380937654321">x</a>'],
  ['tel: with an escaped plus', '<a href="tel:%2B380441234567">x</a>', '<a href="tel:+380937654321">x</a>'],
  ['tel: with an extension', '<a href="tel:+380441234567;ext=12">x</a>', '<a href="tel:+380937654321;ext=12">x</a>'],
  ['tel: with a pause', '<a href="tel:+380441234567,,12">x</a>', '<a href="tel:+380937654321,,12">x</a>'],
  [
    'tel: on a map of an image',
    '<map><area href="tel:+380441234567"></map>',
    '<map><area href="tel:+380937654321"></map>',
  ],
  [
    'aria-label',
    '<button aria-label="Call +380 44 123 45 67 now">☎</button>',
    '<button aria-label="Call +380 93 765 43 21 now">☎</button>',
  ],
  ['title', '<i title="044 123-45-67">☎</i>', '<i title="093 765-43-21">☎</i>'],
  [
    'a marked input',
    '<input data-whichhalf-number value="044 123 45 67" placeholder="(044) 123-45-67">',
    '<input data-whichhalf-number value="093 765 43 21" placeholder="(093) 765-43-21">',
  ],
  [
    'microdata',
    '<meta itemprop="telephone" content="+380441234567">',
    '<meta itemprop="telephone" content="+380937654321">',
  ],
  [
    'JSON-LD',
    '<script type="application/ld+json">{"@type":"Store","telephone":"+380-44-123-45-67","faxNumber":"+380441112233"}</script>',
    '<script type="application/ld+json">{"@type":"Store","telephone":"+380-93-765-43-21","faxNumber":"+380441112233"}</script>',
  ],
];

const same = (what: string, html: string): Spelling => [what, html, html];

/** What has its digits, or most of them, and is something else. */
export const OTHERS: readonly Spelling[] = [
  same('another number of the same town', '+380 44 123 45 68'),
  same('a digit more', '04412345678'),
  same('a digit more after a dash', '044-123-45-67-8'),
  same('a digit before', '10441234567'),
  same('digits on both sides', '5550441234567555'),
  same('a digit more in the next span', '<b>044 123 45 67</b><i>8</i>'),
  same('a digit before in the last span', '<b>1</b><i>0441234567</i>'),
  same('a digit less', '044 123 45 6'),
  same('without its town', '123-45-67'),
  same("another country's number", '+48 44 123 45 67'),
  same("another country's number, without spaces", '+48441234567'),
  same("another country's number by 00", '0048 44 123 45 67'),
  same("another country's number that ends alike", '+7 (044) 123-45-67'),
  same('another code close to it', '+1380441234567'),
  same('an IBAN', 'UA213223130441234567007233566001'),
  same('an IBAN in groups', 'UA21 3223 1304 4123 4567 0072 3356 6001'),
  same('a key with a dash', 'SKU-1-0441234567-2'),
  same('a decimal', '3.0441234567'),
  same('a link to a messenger that is read', 'wa.me/380441234567'),
  same('an address of the web', 'https://shop.test/item/0441234567/'),
  same('an address of mail', '0441234567@shop.test'),
  same('a link elsewhere', '<a href="/item/0441234567">x</a>'),
  same('a messenger', '<a href="https://wa.me/380441234567">x</a> <a href="viber://chat?number=%2B380441234567">x</a>'),
  same('another tel:', '<a href="tel:+380441234568">x</a> <a href="tel:+48441234567">x</a>'),
  same('an id', '<p id="n0441234567" class="c0441234567" data-number="0441234567">x</p>'),
  same('an image', '<img alt="" src="data:image/gif;base64,0441234567">'),
];

/** Where the number itself is left alone. */
export const LEFT: readonly Spelling[] = [
  same('opted out', '<b data-whichhalf-keep>044 123 45 67</b>'),
  same(
    'opted out above',
    '<div data-whichhalf-keep><p><a href="tel:+380441234567" title="044 123 45 67">044 123 45 67</a></p></div>',
  ),
  same('what a visitor writes', '<textarea>044 123 45 67</textarea><input value="044 123 45 67">'),
  same(
    'what a visitor edits',
    '<div contenteditable>044 123 45 67 <b>044 123 45 67</b></div><p contenteditable="">0441234567</p>',
  ),
  same('a script', '<script>window.phone = "044 123 45 67"</script>'),
  same('data of another kind', '<script type="application/json">{"phone":"044 123 45 67"}</script>'),
  same('a style', '<style>.x::after { content: "044 123 45 67" }</style>'),
  same('noscript', '<noscript>044 123 45 67</noscript>'),
  same('a template', '<template>044 123 45 67</template>'),
  same('a comment', '<!-- 044 123 45 67 -->'),
];

/** The same where the tracking number is of another shape: +1 202 555 0143. */
export const ABROAD: readonly Spelling[] = [
  ['international', 'Call +380 44 123 45 67!', 'Call +1 202 555 0143!'],
  ['national', 'Call 044 123 45 67!', 'Call +1 202 555 0143!'],
  ['national with a bracket', 'Call (044) 123-45-67!', 'Call +1 202 555 0143!'],
  [
    'over spans',
    '<b>+380</b> <span>44 123</span> 45 67 <i>daily</i>',
    '<b>+1 202 555 0143</b><span></span> <i>daily</i>',
  ],
  ['tel:', '<a href="tel:0441234567">x</a>', '<a href="tel:+12025550143">x</a>'],
  ['tel: with an extension', '<a href="tel:+380-44-1234567;ext=5">x</a>', '<a href="tel:+12025550143;ext=5">x</a>'],
  ['aria-label', '<b aria-label="Call 044 123 45 67">☎</b>', '<b aria-label="Call +1 202 555 0143">☎</b>'],
  ['twice', '044 123 45 67, 0441234567', '+1 202 555 0143, +1 202 555 0143'],
];

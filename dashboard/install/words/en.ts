import type { InstallWords } from './uk.ts';

export const words: InstallWords = {
  title: 'Install',
  snippet: 'Code for the site',
  snippetHelp: 'Paste it into every page, in <head> or before </body>. It never holds a page up.',
  where: 'Where to paste it',
  builders: {
    WordPress: 'a plugin for header code (such as WPCode) → Header.',
    Tilda: 'Site Settings → More → HTML code for the HEAD section.',
    Wix: 'Settings → Custom Code → Add Custom Code → Head, all pages.',
    Shopify: 'Online Store → Themes → Edit code → theme.liquid, before </head>.',
    'Google Tag Manager':
      'a new Custom HTML tag, trigger All Pages. If numbers are swapped, paste it into the page itself: it then runs sooner.',
  },
  form: 'The callback button appears by itself. A lead form stands where you put',
  csp: 'If the site has a Content-Security-Policy',
  cspHelp: 'Add to the rules it has:',
  cspLook:
    'The browser’s console (F12) tells whether you need it: an error that mentions Content Security Policy and {host}.',

  doctor: 'Check-up',
  doctorHelp: 'Updates by itself.',
  allDone: 'All that is set up works.',
  someWrong: 'Something needs mending.',
  someWaiting: 'Not everything has been seen yet. Open your site: the lines update by themselves.',
  test: 'Open the site with a tag',
  testHelp: 'This visit will be in reports, with the source whichhalf-test.',
  states: { done: 'works', waiting: 'waiting', wrong: 'mend this', off: 'not set up' },
  checks: {
    script: 'Code on the site',
    hosts: 'Site addresses',
    consent: 'Visitors’ consent',
    visits: 'Visits',
    leads: 'Leads',
    numbers: 'Number swapping',
    calls: 'Calls',
    notify: 'Notifications',
    spend: 'Spend and visits',
  },
  last: 'Last: {time}.',
  since: 'Since {time}.',
  findings: {
    script: {
      seen: 'Pages load the code.',
      notSeen: 'No page of your site has loaded the code yet. Paste it and open the site.',
      gone: 'Nobody has loaded the code for days. See whether it is still on the site.',
    },
    hosts: {
      own: 'Pages at these addresses are accepted: {hosts}.',
      foreign:
        'The code is on pages whose data is refused: {hosts}. If that is your site, add the address in the settings.',
      notSeen: 'Data will be accepted from: {hosts}.',
    },
    consent: {
      notNeeded: 'Not needed: visits are recorded at once.',
      answered: 'Answers arrive: there are visits with consent.',
      unanswered:
        'The code loads, but nobody has agreed yet. Agree on your own site; if nothing changes, the banner does not pass answers on: see in the settings who tells of consent.',
      notSeen: 'Required. Answers will appear once the code is on the site.',
    },
    visits: {
      recorded: 'Visits are recorded.',
      silent:
        'The code loads, but no visit arrives. Most often the site’s Content-Security-Policy is in the way: add connect-src (below). An ad blocker in your browser may be in the way too.',
      consent: 'Visits wait for visitors’ consent.',
      none: 'None yet.',
    },
    leads: {
      recorded: 'Leads arrive.',
      quarantined: 'There were leads, but all look like spam and are in quarantine. See them under Leads.',
      none: 'None yet. Leave one yourself: it shows under Leads within a second.',
    },
    numbers: {
      none: 'Not set up.',
      static:
        'The page itself shows the numbers, and the server does not see it. Open the site with the tag that should change the number, and look.',
      lent: 'Visitors see numbers of the pool.',
      notLent:
        'No number of the pool has been shown yet. See whether your number stands on the page as it does in the settings, and whether the rules fit.',
    },
    calls: {
      none: 'No telephony is connected.',
      reported: 'The provider reports calls.',
      silent: 'A provider is set, but has not reported any call yet. See which webhook address it has.',
    },
    notify: {
      none: 'Nobody is told of new leads.',
      told: 'Notifications arrive.',
      failing: 'Notifications do not arrive: {error}. See to the recipient; we keep trying.',
      nothing: 'There is a recipient, and nothing to tell so far.',
    },
    spend: {
      none: 'No spend in the last 30 days. Upload a file of the ad system.',
      joined: '{share} of 30 days’ spend found its visits.',
      partly: 'Only {share} of 30 days’ spend found its visits. Add tracking parameters to the links of your ads.',
      unknown: 'Could not be checked.',
    },
  },
  toSettings: 'Settings',
  toLeads: 'Leads',
};

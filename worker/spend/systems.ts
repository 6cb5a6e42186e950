import { googleAds } from './google.ts';
import { linkedinAds } from './linkedin.ts';
import { metaAds } from './meta.ts';
import { microsoftAds } from './microsoft.ts';
import type { AdSystemTable } from './system.ts';
import { tiktokAds } from './tiktok.ts';
import { vkAds } from './vk.ts';
import { yandexDirect } from './yandex.ts';

/** The systems whose files are read. Another one is its file, its tests and a line here. */
export const AD_SYSTEM_TABLES: readonly AdSystemTable[] = [
  googleAds,
  yandexDirect,
  metaAds,
  tiktokAds,
  linkedinAds,
  microsoftAds,
  vkAds,
];

/** As people call them, for texts. */
export const AD_SYSTEM_NAMES: string = AD_SYSTEM_TABLES.map(({ name }) => name).join(', ');

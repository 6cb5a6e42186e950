import type { SiteSettings } from '../../../shared/settings.ts';
import {
  AD_SYSTEM_TITLES,
  TEMPLATES,
  type TemplatesAnswer,
  type TemplatesQuery,
  withParameters,
  written,
} from '../../../shared/templates.ts';
import { hostOf, isUnder } from '../../source/referrer.ts';
import { resolveTouch } from '../../source/resolve.ts';

/** Tracking templates as they work on one site: its own aliases and channel rules name what comes by them. */
export const trackingTemplates = (settings: SiteSettings, { system, url }: TemplatesQuery): TemplatesAnswer => {
  const asked = TEMPLATES.filter((template) => system === undefined || template.system === system);
  const templates = asked.map(({ parameters, macros, goesInto, where, note, ...template }) => {
    const pasted = written(parameters);
    const { source, medium, channel } = resolveTouch({ url: `https://page/?${pasted}`, referrer: '' }, settings);
    return {
      system: template.system,
      title: AD_SYSTEM_TITLES[template.system],
      parameters: pasted,
      macros,
      goesInto,
      where,
      ...(note && { note }),
      resolved: { source, medium, channel },
      ...(url !== undefined && withParameters(url, parameters)),
    };
  });
  const isForeign = url !== undefined && !isUnder(hostOf(url), settings.hosts);
  return { templates, ...(isForeign && { foreignHost: true as const }) };
};

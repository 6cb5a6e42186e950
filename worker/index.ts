import { app } from './app.ts';

export { Account } from './account/account.ts';
export { Site } from './site/site.ts';

export default { fetch: app.fetch };

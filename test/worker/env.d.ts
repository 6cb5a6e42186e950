/** What `env` and `exports` of `cloudflare:workers` are in tests that run inside workerd. */
declare namespace Cloudflare {
  interface Env extends WhichhalfEnv {}
  interface GlobalProps {
    mainModule: typeof import('../../worker/index.ts');
  }
}

type WhichhalfEnv = import('../../worker/env.ts').Env;

import type { ProviderName } from '../../shared/numbers.ts';
import { binotel } from './binotel.ts';
import type { Provider } from './call.ts';
import { generic } from './generic.ts';
import { ringostat } from './ringostat.ts';
import { twilio } from './twilio.ts';
import { zadarma } from './zadarma.ts';

/** Who reports calls. Another one is its file, its tests, its name in `shared/numbers.ts` and a line here. */
export const providers: Record<ProviderName, Provider> = { twilio, zadarma, binotel, ringostat, generic };

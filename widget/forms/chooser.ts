import type { Host } from '../core/host.ts';
import type { Placed } from './contract.ts';

export interface Choosing {
  host: Host;
  show(forms: Placed[]): void;
  open(placed: Placed): Promise<void>;
  stops: (() => void)[];
}
export const choose = ({ host }: Choosing): Placed[] => host.settings.forms.map((form) => ({ host, form }));

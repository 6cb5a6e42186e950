import type { Random } from './random.ts';

/** Calls as the company's exchange reports them when they are over, in the words of the generic hook. */

export interface CallBody {
  call_id: string;
  from: string;
  to: string;
  direction: 'in' | 'out';
  ring_ts: number;
  answer_ts?: number;
  end_ts?: number;
  billsec?: number;
  status: 'ringing' | 'answered' | 'missed' | 'busy';
  recording_url?: string;
}

interface Ringing {
  id: string;
  from: string;
  to: string;
  direction: 'in' | 'out';
  /** Ms since 1970. */
  at: number;
  /** Whether somebody is there to answer. */
  open: boolean;
}

export const makeCall = (random: Random, { id, from, to, direction, at, open }: Ringing): CallBody => {
  const said = { call_id: id, from, to, direction, ring_ts: at };
  if (!random.chance(open ? 0.86 : 0.04)) {
    const waited = random.whole(8, 40) * 1_000;
    return { ...said, end_ts: at + waited, billsec: 0, status: random.chance(0.12) ? 'busy' : 'missed' };
  }
  const waited = random.whole(3, 18) * 1_000;
  const talked = random.chance(0.06) ? random.whole(4, 15) : random.whole(35, 480);
  return {
    ...said,
    answer_ts: at + waited,
    end_ts: at + waited + talked * 1_000,
    billsec: talked,
    status: 'answered',
    recording_url: `https://exchange.example.com/records/${id}.mp3`,
  };
};

/** The company rings whom it has missed, and is answered. */
export const makeCallBack = (random: Random, { call_id, from, to }: CallBody, at: number): CallBody => {
  const talked = random.whole(30, 420);
  return {
    call_id: `back-${call_id}`,
    from: to,
    to: from,
    direction: 'out',
    ring_ts: at,
    answer_ts: at + 9_000,
    end_ts: at + 9_000 + talked * 1_000,
    billsec: talked,
    status: 'answered',
  };
};

import type { TargetWords } from './uk.ts';

export const targetWords: TargetWords = {
  targetTitle: 'The target for ads',
  targetHelp: 'Every ad is judged by it. The deeper the target, the longer data take to come.',
  targetOf: 'Judge by',
  targetOptions: {
    costPerLead: 'Cost per lead',
    costPerSql: 'Cost per lead taken on by sales (SQL)',
    cac: 'Cost per new customer (CAC)',
    romi: 'Profit on what was spent (ROMI)',
  },
  atMost: 'At most, {sign}',
  atLeast: 'At least, %',
  targetShape: 'A number above zero is needed.',
  romiShape: 'A number above −100 is needed.',
  save: 'Save',
  removeTarget: 'Remove the target',
};

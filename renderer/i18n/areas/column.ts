import { area } from '../entry.ts';

/** The tabs beside a conversation. */
export const column = area({
  label: { zh: '客户与交易', en: 'Customer and transactions' },
  contact: { zh: '客户', en: 'Customer' },
  verify: { zh: '核验', en: 'Verify' },
  records: { zh: '交易', en: 'Records' },
  cases: { zh: '工单', en: 'Cases' },
  history: { zh: '历史', en: 'History' },
  'history.none': { zh: '这位客户没有其他会话。', en: 'This customer has no other conversation.' },
});

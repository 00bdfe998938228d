import { area } from '../entry.ts';

/** What is wrong with an account, a delivery or the link, by stable code. */
export const trouble = area({
  unknown: { zh: '出了点问题，内容已保存。', en: 'Something went wrong; your work is saved.' },
});

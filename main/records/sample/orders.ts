/** What happened to an order of the demo; the conversations talk about it. */
export type Story =
  | 'paid'
  | 'settled'
  | 'twice-timed-out'
  | 'twice'
  | 'not-booked'
  | 'authorized'
  | 'refund-asked'
  | 'refund-under-way'
  | 'frozen'
  | 'topup-pending'
  | 'payout-pending'
  | 'transfer'
  | 'transfer-pending'
  | 'abroad'
  | 'disputed'
  | 'over-limit'
  | 'expired'
  | 'strange-sign-in'
  | 'unverified';

/** An order the demo's conversations mention. */
export interface SampleOrder {
  order: string;
  txn: string;
  name: string;
  language: 'zh-CN' | 'en';
  minor: number;
  currency: string;
  last4: string;
  /** When the customer wrote about it. */
  at: number;
  story: Story;
}

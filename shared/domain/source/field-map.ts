import { isPointer } from '#shared/lib/json-pointer.ts';
import { z } from '#shared/lib/schema.ts';
import { isZone } from '#shared/lib/zoned-time.ts';

/** Fields of a transaction that a source can fill. */
export const recordFields = [
  'id',
  'type',
  'status',
  'refundState',
  'disputeState',
  'provider',
  'merchantOrderNo',
  'providerTxnId',
  'parentTxnId',
  'rrn',
  'arn',
  'authCode',
  'traceId',
  'amount',
  'currency',
  'authorized',
  'captured',
  'refunded',
  'billed',
  'billedCurrency',
  'settlement',
  'settlementCurrency',
  'fxFrom',
  'fxTo',
  'fxRate',
  'fxAt',
  'fxSource',
  'methodKind',
  'scheme',
  'bin',
  'last4',
  'masked',
  'instrumentCountry',
  'accountName',
  'userName',
  'phone',
  'email',
  'merchantId',
  'merchantName',
  'merchantCountry',
  'mcc',
  'payeeName',
  'payeeAccount',
  'goods',
  'fulfilment',
  'isPromo',
  'isRefundable',
  'createdAt',
  'authorizedAt',
  'capturedAt',
  'failedAt',
  'settledAt',
  'expiresAt',
  'failureCode',
  'failureSubCode',
  'failureMessage',
  'networkCode',
  'riskFlags',
  'riskScore',
  'disputeId',
  'disputeStage',
  'disputeReason',
  'disputeAmount',
  'disputeRespondBy',
] as const;
export type RecordField = (typeof recordFields)[number];

export const refundFields = [
  'refundNo',
  'providerRefundId',
  'amount',
  'currency',
  'status',
  'createdAt',
  'finishedAt',
  'failureCode',
] as const;
export const feeFields = ['kind', 'amount', 'currency'] as const;

/** Fields of an account on the platform. */
export const accountFields = [
  'id',
  'kind',
  'userName',
  'phone',
  'state',
  'frozenCode',
  'frozenAt',
  'balance',
  'balanceCurrency',
  'balanceAt',
  'riskFlags',
  'isEmailVerified',
  'mailState',
  'mailAt',
  'hasTwoFactor',
  'contactUnchangedSinceAt',
  'locale',
  'country',
] as const;
export const signInFields = ['at', 'device', 'place', 'country', 'isNewDevice', 'outcome'] as const;

export const pointer = z
  .string()
  .max(500)
  .refine(isPointer, 'a JSON pointer begins with / (RFC 6901)');
/** Where a value lies in the answer, or the value itself. */
const rule = z.union([
  z.strictObject({ at: pointer }),
  z.strictObject({ is: z.string().max(500) }),
]);
export type Rule = z.infer<typeof rule>;

const words = z.record(z.string(), z.record(z.string(), z.string().max(60)));
const list = <const F extends readonly [string, ...string[]]>(names: F) =>
  z.strictObject({ at: pointer, fields: z.partialRecord(z.enum(names), rule) });

/** How a source writes amounts and times, and whose words it uses. */
export const conventions = z.strictObject({
  /**
   * `major`: decimals of whole units. `minor`: smallest units of ISO 4217. `fen`: hundredths,
   * whatever the currency. `provider`: as the provider named in `dialect` writes them.
   */
  amounts: z.enum(['major', 'minor', 'fen', 'provider']),
  /** Where a record does not name one. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters, e.g. CNY')
    .optional(),
  times: z.enum(['written', 'epoch-s', 'epoch-ms']).default('written'),
  /** IANA zone of times written without an offset. */
  zone: z.string().refine(isZone, 'an IANA zone, e.g. Asia/Shanghai').default('UTC'),
  /** The provider whose status words and failure codes are used where `words` has none. */
  dialect: z.string().max(60).default('internal'),
});
export type Conventions = z.infer<typeof conventions>;

/** Without these nothing can be read as a record. */
const needed: readonly (readonly RecordField[])[] = [
  ['id', 'providerTxnId', 'merchantOrderNo'],
  ['amount'],
  ['createdAt'],
];

export const recordMap = z
  .strictObject({
    fields: z.partialRecord(z.enum(recordFields), rule),
    refunds: list(refundFields).optional(),
    fees: list(feeFields).optional(),
    /** Field → the source's word → ours. `failureCode` leads to a root cause. */
    words: words.default({}),
  })
  .superRefine(({ fields }, context) => {
    for (const names of needed)
      if (!names.some((name) => fields[name] !== undefined))
        context.addIssue({
          code: 'custom',
          path: ['fields', names[0] ?? ''],
          message: 'every record needs this field',
        });
  });
export type RecordMap = z.infer<typeof recordMap>;

export const accountMap = z.strictObject({
  fields: z.partialRecord(z.enum(accountFields), rule),
  signIns: list(signInFields).optional(),
  words: words.default({}),
});
export type AccountMap = z.infer<typeof accountMap>;

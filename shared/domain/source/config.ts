import { z } from '#shared/lib/schema.ts';
import { accountMap, conventions, pointer, recordMap } from './field-map.ts';

/** The ways a transaction can be looked for. */
export const findKeys = ['order', 'transaction', 'amount', 'account', 'phone'] as const;
export type FindKey = (typeof findKeys)[number];

export const sourceKind = z.enum(['http', 'csv', 'stripe']);
export type SourceKind = z.infer<typeof sourceKind>;

/** How long answers are used and kept on this desk. */
const cache = z.strictObject({
  /** Within this time a kept answer is shown without asking again. */
  freshSeconds: z.int().min(0).max(86_400).default(60),
  /** Older ones are deleted. */
  keepDays: z.int().min(1).max(365).default(30),
  /** Beyond this many the oldest are deleted. */
  mostRecords: z.int().min(100).max(2_000_000).default(50_000),
});
export type CacheRules = z.infer<typeof cache>;

/** Behind the base URL; `{value}`, and for amounts `{amount}`, `{currency}`, `{from}`, `{to}`. */
const path = z.string().min(1).max(500).startsWith('/', 'begins with /');
const endpoint = z.strictObject({
  path,
  /** Where the records lie in the answer: a list, or one. */
  items: pointer.default(''),
});
export type Endpoint = z.infer<typeof endpoint>;

const timeoutSeconds = z.int().min(1).max(60).default(10);

export const httpConfig = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** `public`: https on the Internet only. `private`: one's own network or this computer, http allowed. */
  network: z.enum(['public', 'private']).default('public'),
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('bearer') }),
      z.strictObject({
        kind: z.literal('header'),
        name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/),
      }),
      z.strictObject({ kind: z.literal('basic'), user: z.string().max(200) }),
    ])
    .default({ kind: 'none' }),
  endpoints: z.strictObject({
    order: endpoint.optional(),
    transaction: endpoint.optional(),
    amount: endpoint.optional(),
    account: endpoint.optional(),
    phone: endpoint.optional(),
    /** The account record itself, by account name and by phone. */
    accountByName: endpoint.optional(),
    accountByPhone: endpoint.optional(),
    /** Asked by the test; any good answer will do. */
    health: endpoint.optional(),
  }),
  paging: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('page'),
        parameter: z.string().min(1).max(60),
        first: z.int().min(0).max(1).default(1),
        /** Fewer records than this end the list. */
        size: z.int().min(1).max(1000),
      }),
      z.strictObject({
        kind: z.literal('cursor'),
        parameter: z.string().min(1).max(60),
        /** Where the next cursor lies; none ends the list. */
        next: pointer,
      }),
    ])
    .default({ kind: 'none' }),
  conventions,
  record: recordMap,
  account: accountMap.optional(),
  timeoutSeconds,
  cache: cache.default(cache.parse({})),
});
export type HttpConfig = z.infer<typeof httpConfig>;

export const csvConfig = z.strictObject({
  /** Every `.csv` and `.txt` file in it is taken in. */
  folder: z.string().min(1).max(1000),
  /** `auto`: UTF-8 when the bytes are that, else GB18030. */
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
  /** `auto`: whichever of these the first line has most of. */
  delimiter: z.enum(['auto', ',', ';', '\t', '|']).default('auto'),
  conventions,
  /** Pointers name columns: `/订单号`. */
  record: recordMap,
});
export type CsvConfig = z.infer<typeof csvConfig>;

export const stripeConfig = z.strictObject({
  /** Only for a stand-in of the provider on this computer. */
  host: z.string().max(200).optional(),
  port: z.int().min(1).max(65_535).optional(),
  protocol: z.enum(['http', 'https']).optional(),
  /** Metadata field that holds the merchant's order number. */
  orderField: z.string().min(1).max(40).default('order_id'),
  /** Metadata field that holds the platform's account name. */
  accountField: z.string().min(1).max(40).default('account'),
  timeoutSeconds,
  cache: cache.default(cache.parse({})),
});
export type StripeConfig = z.infer<typeof stripeConfig>;

export const configSchemas = { http: httpConfig, csv: csvConfig, stripe: stripeConfig } as const;

/** What each kind keeps in the keychain. */
export const secretNames: Record<SourceKind, readonly string[]> = {
  http: ['token'],
  csv: [],
  stripe: ['key'],
};

export const cacheRulesOf = (config: unknown): CacheRules =>
  z.object({ cache }).safeParse(config).data?.cache ?? cache.parse({});

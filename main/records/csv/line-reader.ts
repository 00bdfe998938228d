import type { CsvConfig } from '#shared/domain/source/config.ts';
import type { Rule } from '#shared/domain/source/field-map.ts';
import { numberKey, phoneKey } from '#shared/domain/source/look-up.ts';
import { gateText, isForbiddenName } from '#shared/domain/source/raw-gate.ts';
import { moneyOf, timeOf } from '#shared/domain/source/values.ts';
import { pointerOf } from '#shared/lib/json-pointer.ts';

/** What is kept of one line: its keys and its cells behind the card gate. */
export type RowValues = [
  id: string,
  orderNo: string | null,
  providerNo: string | null,
  account: string | null,
  phone: string | null,
  currency: string,
  minor: number,
  createdAt: number,
  cells: string,
];
export type BadReason = 'columns' | 'id' | 'amount' | 'currency' | 'time' | 'quotes';

/** Reads the cells of a line; mapped fields are looked up by position, once per file. */
export function openLineReader(columns: readonly string[], config: CsvConfig) {
  const { fields, words } = config.record;
  const { conventions } = config;
  const places = new Map(columns.map((name, index) => [pointerOf(name), index]));
  const forbidden = columns.flatMap((name, index) => (isForbiddenName(name) ? [index] : []));
  const cellOf = (rule: Rule | undefined): ((cells: string[]) => string) => {
    if (!rule) return () => '';
    if ('is' in rule) return () => rule.is;
    const place = places.get(rule.at);
    return place === undefined ? () => '' : (cells) => cells[place] ?? '';
  };
  const [id, provider, order] = (['id', 'providerTxnId', 'merchantOrderNo'] as const).map((name) =>
    cellOf(fields[name]),
  ) as [(cells: string[]) => string, (cells: string[]) => string, (cells: string[]) => string];
  const amount = cellOf(fields.amount);
  const currency = cellOf(fields.currency);
  const created = cellOf(fields.createdAt);
  const account = cellOf(fields.userName ?? fields.accountName);
  const phone = cellOf(fields.phone);
  const currencyWords = words['currency'] ?? {};
  const none = (text: string) => (text === '' ? null : text);

  return (cells: string[]): RowValues | BadReason => {
    if (cells.length !== columns.length) return 'columns';
    for (const place of forbidden) cells[place] = '';
    for (let place = 0; place < cells.length; place++)
      cells[place] = gateText((cells[place] ?? '').trim());
    const key = id(cells) || provider(cells) || order(cells);
    if (key === '') return 'id';
    const written = currency(cells);
    const code = (currencyWords[written] ?? (written || conventions.currency) ?? '').toUpperCase();
    if (!/^[A-Z]{3}$/.test(code)) return 'currency';
    const money = moneyOf(amount(cells), code, conventions);
    if (!money) return 'amount';
    const createdAt = timeOf(created(cells), conventions);
    if (createdAt === null) return 'time';
    const phoneText = phone(cells);
    return [
      key.slice(0, 200),
      none(numberKey(order(cells))),
      none(numberKey(provider(cells))),
      none(numberKey(account(cells))),
      phoneText === '' ? null : phoneKey(phoneText),
      code,
      money.minor,
      createdAt,
      JSON.stringify(cells),
    ];
  };
}

import { type CsvRow, openCsvReader } from '#shared/lib/csv.ts';
import type { ContactField } from '#shared/domain/contact/fields.ts';
import type { ImportRow } from '#shared/domain/contact/import.ts';
import { type IdentityKind, identityKind } from '#shared/domain/contact/parts.ts';

export interface CsvFile {
  name: string;
  head: string[];
  rows: CsvRow[];
  /** It ended inside quotes. */
  isCutOff: boolean;
}

/** What a column of the file becomes; null: it is left out. */
export type Target =
  | 'name'
  | 'kind'
  | 'language'
  | 'timeZone'
  | 'note'
  | `identity ${IdentityKind}`
  | `field ${string}`;
export type Mapping = readonly (Target | null)[];

/** A spreadsheet of a Chinese system saves GB18030; everything else is UTF-8 (or says UTF-16 itself). */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The sign that parts most cells of the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, 4_000).split(/\r?\n/, 1)[0] ?? '';
  const countOf = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}

const PIECE = 256 * 1024;

/** Reads a file without holding up the screen. */
export async function readCsvFile(file: File): Promise<CsvFile> {
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const reader = openCsvReader(separatorOf(text));
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += PIECE) {
    for (const row of reader.push(text.slice(at, at + PIECE))) rows.push(row);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const end = reader.end();
  for (const row of end.rows) rows.push(row);
  const [head, ...body] = rows;
  return { name: file.name, head: head?.cells ?? [], rows: body, isCutOff: end.isCutOff };
}

const known: readonly [RegExp, Target][] = [
  [/^(name|full ?name|姓名|名字|客户姓名|客户)$/, 'name'],
  [/^(e-?mail|mail|邮箱|电子邮件|邮件)/, 'identity email'],
  [/^(phone|mobile|tel|手机|电话)/, 'identity phone'],
  [/^(account( id)?|user ?id|账户|账号|用户 ?id)$/, 'identity account'],
  [/^(social|社交)/, 'identity social'],
  [/^(kind|type|类型)/, 'kind'],
  [/^(language|语言)/, 'language'],
  [/^(time ?zone|时区)/, 'timeZone'],
  [/^(note|notes|remark|备注)/, 'note'],
];

/** A first guess by the columns' names. */
export function guessed(head: readonly string[], fields: readonly ContactField[]): Mapping {
  const taken = new Set<Target>();
  return head.map((cell) => {
    const plain = cell.normalize('NFKC').trim().toLowerCase();
    const field = fields.find((one) =>
      [one.key, one.name.zh, one.name.en].some((name) => name.toLowerCase() === plain),
    );
    const target: Target | undefined = field
      ? `field ${field.key}`
      : known.find(([pattern]) => pattern.test(plain))?.[1];
    if (target === undefined || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

export const isUsable = (mapping: Mapping): boolean =>
  mapping.some((target) => target === 'name' || target?.startsWith('identity ') === true);

/** The line as the engine takes it; what is too long for it is cut only beyond any limit it has. */
export function importRowOf({ line, cells }: CsvRow, mapping: Mapping): ImportRow {
  const row: ImportRow = {
    line,
    name: '',
    kind: '',
    language: '',
    timeZone: '',
    note: '',
    identities: [],
    fields: [],
  };
  for (const [index, target] of mapping.entries()) {
    const cell = cells[index] ?? '';
    if (target === null) continue;
    if (target.startsWith('field '))
      row.fields.push({ key: target.slice(6), value: cell.slice(0, 20_000) });
    else if (target.startsWith('identity ')) {
      const kind = identityKind.safeParse(target.slice(9));
      if (kind.success && cell.trim() !== '')
        row.identities.push({ kind: kind.data, text: cell.slice(0, 2_000) });
    } else if (target === 'name') row.name = cell.slice(0, 2_000);
    else if (target === 'note') row.note = cell.slice(0, 20_000);
    else if (target === 'kind') row.kind = cell.slice(0, 60);
    else if (target === 'language') row.language = cell.slice(0, 60);
    else row.timeZone = cell.slice(0, 120);
  }
  return row;
}

import type { ConversationRow } from '#shared/contract/rows.ts';
import type { Translate } from '#renderer/i18n/text.ts';

export interface RowPreview {
  /** Said in colour before the text, such as “Draft: ”. */
  lead: string;
  tone: 'danger' | 'warning' | 'accent' | 'plain';
  text: string;
}

/** The second line of a row. Not sent, then draft, then typing, then what was said last. */
export function rowPreview(
  row: ConversationRow,
  about: { isTyping: boolean; agentId: string | null; agentNames: ReadonlyMap<string, string> },
  t: Translate,
): RowPreview {
  const last = oneLine(row.preview?.text ?? row.subject ?? '');
  if (row.hasTrouble) return { lead: t('inbox.row.trouble'), tone: 'danger', text: last };
  if (row.draftPreview !== null)
    return { lead: t('inbox.row.draft'), tone: 'warning', text: oneLine(row.draftPreview) };
  if (about.isTyping) return { lead: t('inbox.row.typing'), tone: 'accent', text: '' };
  if (row.preview === null || row.preview.kind === 'inbound') {
    const isMail = row.channel === 'email' && row.subject !== null && row.subject !== '';
    return { lead: '', tone: 'plain', text: isMail ? `${row.subject} · ${last}` : last };
  }
  if (row.preview.kind === 'note') return { lead: t('inbox.row.note'), tone: 'plain', text: last };
  const { authorId } = row.preview;
  const name = authorId === null ? undefined : about.agentNames.get(authorId);
  const isMine = authorId === null || authorId === about.agentId || name === undefined;
  return {
    lead: isMine ? t('inbox.row.you') : t('inbox.row.agent', { name }),
    tone: 'plain',
    text: last,
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

export const nameOf = (row: ConversationRow, t: Translate): string =>
  row.contactName?.trim() || shortAddress(row.address) || t('inbox.row.nobody');

/** A visitor's address is an id nobody reads aloud. */
const shortAddress = (address: string) => (address.includes('/') ? '' : address);

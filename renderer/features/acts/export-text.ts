import type { ConversationRow, TimelineEntry } from '#shared/contract/rows.ts';
import type { Translate } from '#renderer/i18n/text.ts';
import { exactTime } from '#renderer/ui/format/times.ts';

const partyText = (party: { name: string | null; address: string }) =>
  party.name === null || party.name === '' ? party.address : `${party.name} <${party.address}>`;

/** A conversation as plain text to keep or hand on: who said what and when. Notes say that they are ours. */
export function exportText(
  row: ConversationRow,
  entries: readonly TimelineEntry[],
  t: Translate,
): string {
  const lines = [
    `#${row.number} ${row.contactName ?? row.address}`,
    ...(row.subject === null ? [] : [row.subject]),
    `${t(`words.channel.${row.channel}`)} · ${t(`words.status.${row.status}`)}`,
    '',
  ];
  for (const entry of entries) {
    if (entry.kind !== 'message') continue;
    const author = entry.authorName ?? (entry.from ? partyText(entry.from) : row.address);
    const note = entry.direction === 'note' ? ` [${t('app.export.note')}]` : '';
    lines.push(`${exactTime(entry.at)}  ${author}${note}`);
    if (entry.to.length > 0)
      lines.push(`→ ${[...entry.to, ...entry.cc].map(partyText).join(', ')}`);
    lines.push(entry.text.trimEnd());
    for (const file of entry.attachments) lines.push(`[${file.name}, ${file.bytes} B]`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

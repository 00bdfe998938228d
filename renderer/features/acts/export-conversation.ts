import type { ConversationRow, TimelineEntry } from '#shared/contract/rows.ts';
import type { EngineClient } from '#renderer/bridge/connection.ts';
import type { Translate } from '#renderer/i18n/text.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { exportText } from './export-text.ts';

const PAGE = 200;
/** A conversation longer than this is cut at its oldest end. */
const MAX_PAGES = 100;

/** Reads the whole conversation and hands it to the browser as a file. */
export async function exportConversation(
  engine: EngineClient,
  row: ConversationRow,
  t: Translate,
): Promise<void> {
  let entries: TimelineEntry[] = [];
  for (let page = 0, before: number | null = null; page < MAX_PAGES; page += 1) {
    const read = await engine.conversation.timeline({
      conversationId: row.id,
      before,
      limit: PAGE,
    });
    entries = [...read.entries, ...entries];
    before = entries[0]?.seq ?? null;
    if (!read.hasOlder) break;
  }
  saveFile(new Blob([exportText(row, entries, t)], { type: 'text/plain' }), `${row.number}.txt`);
}

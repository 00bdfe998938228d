import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from '#shared/lib/schema.ts';
import { type Attachment, party } from '#shared/domain/conversation/message-parts.ts';
import type { Draft } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';

const mailPart = z.object({
  kind: z.enum(['reply', 'reply-all', 'forward']),
  to: z.array(party),
  cc: z.array(party),
  bcc: z.array(party),
  subject: z.string(),
  html: z.string(),
});
export type DraftMail = z.infer<typeof mailPart>;

export interface DraftContent {
  text: string;
  mail: DraftMail | null;
  attachments: Attachment[];
}
const emptyDraft: DraftContent = { text: '', mail: null, attachments: [] };
const SAVE_AFTER_MS = 300;

function contentOf(kept: Draft | undefined): DraftContent {
  if (!kept) return emptyDraft;
  const mail = mailPart.safeParse(kept.mail);
  return {
    text: kept.text,
    mail: mail.success ? mail.data : null,
    attachments: kept.attachments,
  };
}

/**
 * What is being written, kept by the engine a moment after each change and at once when the
 * composer goes away: a crash loses less than half a second of typing.
 */
export function useDraft(options: {
  conversationId: string;
  face: 'reply' | 'note';
  sinceSeq: number;
}) {
  const { conversationId, face, sinceSeq } = options;
  const { data, isFetching } = api.useDraftGetQuery(
    { conversationId },
    { refetchOnMountOrArgChange: true },
  );
  const [save] = api.useDraftSaveMutation();
  const [content, setContent] = useState<DraftContent | null>(null);
  const unsaved = useRef<DraftContent | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isRestored = content !== null;
  // Once, from what the engine has now; what is typed afterwards is newer.
  if (!isRestored && data !== undefined && !isFetching)
    setContent(contentOf(data.find((one) => one.face === face)));

  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const pending = unsaved.current;
    unsaved.current = null;
    if (pending) void save({ conversationId, face, sinceSeq, ...pending });
  }, [save, conversationId, face, sinceSeq]);
  const latestFlush = useRef(flush);
  useEffect(() => {
    latestFlush.current = flush;
  });
  useEffect(() => {
    const leave = () => latestFlush.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const change = useCallback((next: Partial<DraftContent>) => {
    setContent((before) => {
      const whole = { ...(before ?? emptyDraft), ...next };
      unsaved.current = whole;
      return whole;
    });
    timer.current ??= setTimeout(() => latestFlush.current(), SAVE_AFTER_MS);
  }, []);
  const clear = useCallback(() => {
    setContent(emptyDraft);
    unsaved.current = emptyDraft;
    latestFlush.current();
  }, []);
  return { content: content ?? emptyDraft, isRestored, change, clear };
}

import { useEffect, useRef } from 'react';

type Take = (text: string) => void;
const takers = new Map<string, Take>();
const waiting = new Map<string, string>();

/** Puts text at the end of a conversation's reply, as soon as there is a composer for it. */
export function insertIntoReply(conversationId: string, text: string): void {
  const take = takers.get(conversationId);
  if (take) take(text);
  else waiting.set(conversationId, text);
}

/** A composer that takes what other parts of the screen put into the reply. */
export function useInsertion(conversationId: string, isReady: boolean, take: Take): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!isReady) return undefined;
    const own: Take = (text) => latest.current(text);
    takers.set(conversationId, own);
    const early = waiting.get(conversationId);
    waiting.delete(conversationId);
    if (early !== undefined) own(early);
    return () => {
      if (takers.get(conversationId) === own) takers.delete(conversationId);
    };
  }, [conversationId, isReady]);
}

/** `added` in a paragraph of its own under `text`. */
export const below = (text: string, added: string): string =>
  text.trim() === '' ? added : `${text.trimEnd()}\n\n${added}`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
export const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');

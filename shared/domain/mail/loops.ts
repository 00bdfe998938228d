/** Headers that tell a machine's mail from a person's. Names in lower case. */
export type HeaderLookup = (name: string) => string | null;

/** RFC 3834 and what auto-responders really send: such mail starts no clock and is never answered automatically. */
export function isAutomatic(header: HeaderLookup, from: string): boolean {
  const auto = header('auto-submitted');
  if (auto !== null && auto.trim().toLowerCase() !== 'no') return true;
  if (header('return-path')?.replace(/\s/g, '') === '<>') return true;
  if (/^(bulk|junk|auto_reply)$/i.test(header('precedence')?.trim() ?? '')) return true;
  if (
    header('x-autoreply') !== null ||
    header('x-autorespond') !== null ||
    header('x-loop') !== null
  )
    return true;
  if (/multipart\/report/i.test(header('content-type') ?? '')) return true;
  return /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i.test(from);
}

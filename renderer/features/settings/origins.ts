/** Sites one a line, brought to `scheme://host[:port]`; what is no site is told. */
export function readOrigins(text: string): { origins: string[]; unread: string[] } {
  const origins = new Set<string>();
  const unread: string[] = [];
  for (const word of text.split(/[\s,，]+/).filter((one) => one !== '')) {
    const url = URL.parse(/^[a-z]+:\/\//i.test(word) ? word : `https://${word}`);
    const isSite =
      url !== null &&
      /^https?:$/.test(url.protocol) &&
      /^([^.]+\.)+[^.]+$|^localhost$/.test(url.hostname);
    if (isSite) origins.add(url.origin);
    else unread.push(word);
  }
  return { origins: [...origins], unread };
}

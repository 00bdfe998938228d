/** What an invitation says, for people whose mail holds nothing else (RFC 5545). */
export function textOfInvitation(calendar: string): string {
  const unfolded = calendar.slice(0, 256 * 1024).replace(/\r?\n[ \t]/g, '');
  const event = /BEGIN:VEVENT([\s\S]{0,100000}?)END:VEVENT/.exec(unfolded)?.[1] ?? '';
  const value = (name: string): string | null => {
    const line = new RegExp(`^${name}(?:;[^:\\r\\n]{0,500})?:(.{1,2000})$`, 'im').exec(event)?.[1];
    return (
      line
        ?.trim()
        .replace(/\\n/gi, '\n')
        .replace(/\\([,;\\])/g, '$1') ?? null
    );
  };
  const start = value('DTSTART');
  const end = value('DTEND');
  return [
    value('SUMMARY'),
    start ? `${moment(start)}${end ? ` – ${moment(end)}` : ''}` : null,
    value('LOCATION'),
    value('ORGANIZER')?.replace(/^mailto:/i, ''),
    value('DESCRIPTION'),
  ]
    .filter(Boolean)
    .join('\n');
}

/** `20261124T093000Z` → `2026-11-24 09:30 UTC`. */
const moment = (value: string): string => {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2}(Z?))?/.exec(value);
  if (!found) return value;
  const [, year, month, day, hour, minute, zone] = found;
  return `${year}-${month}-${day}${hour ? ` ${hour}:${minute}${zone ? ' UTC' : ''}` : ''}`;
};

import { redactText } from './redact.ts';

/**
 * Fields of commands and drafts that hold words of people. Ids, addresses, positions and message
 * texts are not here: the first three must stay as they are, and a text goes through the gate with
 * the digits said before it.
 */
const said = new Set([
  'name',
  'subject',
  'note',
  'tag',
  'cause',
  'reason',
  'accountName',
  'orderNumber',
  'topic',
  'topics',
  'greeting',
  'signature',
  'question',
  'answer',
  'summary',
  'ask',
  'told',
  'result',
  'rootCause',
  'instrument',
  'value',
  'zh',
  'en',
  'choices',
  'purpose',
  'how',
]);

/** The same value with every named field masked, however deep it lies; what is clean keeps its identity. */
export function redactFields<T>(value: T): T {
  return masked(value, null) as T;
}

function masked(value: unknown, field: string | null): unknown {
  if (typeof value === 'string')
    return field !== null && said.has(field) ? redactText(value).text : value;
  if (Array.isArray(value)) {
    const next = value.map((one: unknown) => masked(one, field));
    return next.some((one, index) => one !== value[index]) ? next : value;
  }
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  let changed: Record<string, unknown> | null = null;
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    const next = masked(one, key);
    if (next !== one) changed = { ...(changed ?? value), [key]: next };
  }
  return changed ?? value;
}

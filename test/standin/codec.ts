/** JSON-safe form of a value of the structured clone algorithm, as far as IPC here carries it. */
export interface Codec {
  write(value: unknown): string;
  read(text: string): unknown;
}

/**
 * Values as IPC clones them, over JSON text. One self-contained function: its source also runs
 * in the page. Functions and symbols cannot be cloned, as in Electron.
 */
export function makeCodec(): Codec {
  const base64 = (bytes: Uint8Array) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const encode = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new Error('An object could not be cloned.');
    if (Array.isArray(value)) return value.map(encode);
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: base64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value))
      return {
        $: 'bytes',
        v: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      };
    if (value instanceof Error) return { $: 'error', v: value.message };
    return {
      $: 'object',
      v: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, encode(one)])),
    };
  };
  const decode = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    const { $: kind, v } = value as { $: string; v: unknown };
    const bytes = () => Uint8Array.from(atob(String(v)), (char) => char.charCodeAt(0));
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(String(v));
      case 'date':
        return new Date(Number(v));
      case 'buffer':
        return bytes().buffer;
      case 'bytes':
        return bytes();
      case 'error':
        return new Error(String(v));
      default:
        return Object.fromEntries(
          Object.entries(v as object).map(([key, one]) => [key, decode(one)]),
        );
    }
  };
  return {
    write: (value) => JSON.stringify(encode(value)),
    read: (text) => decode(JSON.parse(text)),
  };
}

/** Parts of a mail as bytes, for tests that build what mail programs really write. */
export type Piece = string | Uint8Array;

/** Latin-1 keeps every byte of a string written with escapes. */
export const bytes = (...pieces: Piece[]): Uint8Array =>
  Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
  );

export interface MailParts {
  headers?: Record<string, Piece>;
  type?: string;
  encoding?: string;
  body?: Piece;
}

/** One message with CRLF line ends; `headers` replace the usual ones. */
export function mail(parts: MailParts = {}): Uint8Array {
  const headers: Record<string, Piece> = {
    'Message-ID': '<one@customer.test>',
    From: 'Chen Jiayi <chen@customer.test>',
    To: '<support@desk.test>',
    Subject: 'Question',
    Date: 'Tue, 24 Nov 2026 10:00:00 +0800',
    'MIME-Version': '1.0',
    'Content-Type': parts.type ?? 'text/plain; charset=utf-8',
    ...(parts.encoding ? { 'Content-Transfer-Encoding': parts.encoding } : {}),
    ...parts.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: `, value, '\r\n'],
  );
  return bytes(...lines, '\r\n', parts.body ?? 'Hello\r\n');
}

/** A multipart body: each part is its header lines and its content. */
export function multipart(
  boundary: string,
  ...parts: [head: string, content: Piece][]
): Uint8Array {
  return bytes(
    ...parts.flatMap(([head, content]) => [`--${boundary}\r\n${head}\r\n\r\n`, content, '\r\n']),
    `--${boundary}--\r\n`,
  );
}

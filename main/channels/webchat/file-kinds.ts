import { fileTypeFromBuffer } from 'file-type';

/** Kinds of files that run where they land; refused whatever they are called. */
const REFUSED_TYPES =
  /^application\/(x-msdownload|x-dosexec|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|x-msi|java-archive|x-sh)/;
const REFUSED_NAMES =
  /\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|msi|lnk|jar|apk|app|sh|svg|html?|xht(ml)?)$/i;

/** The media type the bytes show, whatever the name says; null for a file that is refused. */
export async function kindOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const sniffed = await fileTypeFromBuffer(bytes);
  const mime = sniffed?.mime ?? (isText(bytes) ? 'text/plain' : 'application/octet-stream');
  return REFUSED_TYPES.test(mime) || REFUSED_NAMES.test(name) ? null : mime;
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true })
      .decode(bytes.subarray(0, 4096), { stream: true })
      .includes('\0');
  } catch {
    return false;
  }
}

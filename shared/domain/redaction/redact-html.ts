import { applyEdits, type Edit, type Mask, sparingEdits } from './edits.ts';
import { findingsOf, type RedactionContext } from './findings.ts';
import { type HtmlPiece, htmlPieces } from './html-pieces.ts';
import { languageOf, type MaskKind } from './marks.ts';
import { mayHoldSecret } from './redact.ts';
import { plainTextOf, type Shadow, type ShadowBuilder, shadowBuilder } from './shadow.ts';
import { isAlone, isSuspiciousPlain } from './suspicion.ts';

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,20}));?/y;
/** Those that can stand in or near a number; any other reads as itself. */
const NAMED: Record<string, number> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0x20,
  ensp: 0x20,
  emsp: 0x20,
  thinsp: 0x20,
  hairsp: 0x20,
  puncsp: 0x20,
  numsp: 0x20,
  Tab: 0x20,
  NewLine: 0x0a,
  shy: 0xad,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  ZeroWidthSpace: 0x200b,
  NoBreak: 0x2060,
  middot: 0x2e,
  centerdot: 0x2e,
  bull: 0x2e,
  period: 0x2e,
  hyphen: 0x2d,
  dash: 0x2d,
  ndash: 0x2d,
  mdash: 0x2d,
  minus: 0x2d,
  sol: 0x2f,
  colon: 0x3a,
  comma: 0x2c,
  equals: 0x3d,
  num: 0x23,
  lowbar: 0x5f,
};

/** The character a reference stands for, and where it ends. */
function referenceAt(html: string, at: number, end: number): { point: number; to: number } | null {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(html);
  if (!match || at + match[0].length > end) return null;
  const to = at + match[0].length;
  if (match[3]) {
    const point = NAMED[match[3]];
    return point === undefined ? null : { point, to };
  }
  const point = match[1] ? Number(match[1]) : Number.parseInt(match[2] ?? '', 16);
  return { point: point <= 0x10ffff ? point : 0xfffd, to };
}

interface Reading {
  hasEntities: boolean;
  /** %20 and the like are decoded. */
  isAddress: boolean;
}

function read(builder: ShadowBuilder, html: string, from: number, to: number, how: Reading) {
  for (let at = from; at < to;) {
    const code = html.charCodeAt(at);
    if (code === 0x26 && how.hasEntities) {
      const reference = referenceAt(html, at, to);
      if (reference) {
        builder.push(reference.point, at, reference.to);
        at = reference.to;
        continue;
      }
    }
    if (code === 0x25 && how.isAddress && /^[2-3][0-9A-Fa-f]$/.test(html.slice(at + 1, at + 3))) {
      builder.push(Number.parseInt(html.slice(at + 1, at + 3), 16), at, at + 3);
      at += 3;
      continue;
    }
    const point = html.codePointAt(at) ?? 0;
    const end = at + (point > 0xffff ? 2 : 1);
    if (point === 0x20 || (point >= 0x09 && point <= 0x0d)) builder.pushGap(0x20, at, end);
    else builder.push(point, at, end);
    at = end;
  }
}

const islandOf = (html: string, piece: Exclude<HtmlPiece, { kind: 'tag' }>): Shadow => {
  const builder = shadowBuilder(piece.to - piece.from + 1);
  read(builder, html, piece.from, piece.to, {
    hasEntities: piece.kind !== 'raw',
    isAddress: piece.kind === 'value' && piece.isAddress,
  });
  return builder.build();
};

/** What a piece reads as, with its disguises. */
function readingOf(html: string, piece: Exclude<HtmlPiece, { kind: 'tag' }>): string {
  const text = html.slice(piece.from, piece.to);
  const isAddress = piece.kind === 'value' && piece.isAddress && text.includes('%');
  const hasEntities = piece.kind !== 'raw' && text.includes('&');
  if (!isAddress && !hasEntities) return text;
  return text.replace(
    /%([2-3][0-9A-Fa-f])|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,20});?/g,
    (all, code: string | undefined) => {
      if (code !== undefined)
        return isAddress ? String.fromCharCode(Number.parseInt(code, 16)) : all;
      const reference = hasEntities ? referenceAt(all, 0, all.length) : null;
      return reference ? String.fromCodePoint(reference.point) : all;
    },
  );
}

/** Wider than any reach of a keyword, and nothing a number goes on across. */
const APART = '\uFFFF'.repeat(16);

/** The pages this is false of have nothing to be masked. */
export function isSuspiciousHtml(html: string): boolean {
  if (!mayHoldSecret(html) && !html.includes('&#') && !html.includes('%')) return false;
  const page: string[] = [];
  const islands: string[] = [];
  for (const piece of htmlPieces(html)) {
    if (piece.kind === 'tag') {
      if (!piece.isInline) page.push('\n');
    } else if (piece.kind === 'text') {
      page.push(readingOf(html, piece));
    } else islands.push(APART, readingOf(html, piece));
  }
  const read = plainTextOf(page.join('') + islands.join(''));
  // White space counts once, as it does in the exact reading.
  return isSuspiciousPlain(read.replace(/[\t-\r ]{2,}|[\t-\r]/g, ' '));
}

export interface RedactedHtml {
  html: string;
  masks: Mask[];
  masked: Partial<Record<MaskKind, number>>;
}

/**
 * Masks what a reader of the page would see, also where tags, entities and line breaks part it, and
 * what attributes, comments and scripts hold. Tags and their order stay as they are; a mark holds
 * no character that means anything in HTML.
 */
export const redactHtml = (html: string, context: Partial<RedactionContext> = {}): RedactedHtml =>
  isAlone(context) && !isSuspiciousHtml(html)
    ? { html, masks: [], masked: {} }
    : redactHtmlExactly(html, context);

/** The half of it that knows where every character came from; the other half only spares it work. */
export function redactHtmlExactly(html: string, context: Partial<RedactionContext>): RedactedHtml {
  const language = context.language ?? languageOf(html);
  const edits: Edit[] = [];
  const find = (shadow: Shadow, known: Partial<RedactionContext>) =>
    findingsOf(shadow.text, language, known).flatMap((finding) => sparingEdits(shadow, finding));
  const page = shadowBuilder(html.length + 2);
  // Attributes and scripts are no part of the conversation: neither a code asked for nor a card sent in parts.
  const { hadCard: _card, askedForCvv: _cvv, isCardPiece: _piece, ...quiet } = context;
  for (const piece of htmlPieces(html)) {
    if (piece.kind === 'tag') {
      if (!piece.isInline) page.pushGap(0x0a, piece.at, piece.at);
    } else if (piece.kind === 'text') {
      read(page, html, piece.from, piece.to, { hasEntities: true, isAddress: false });
    } else if (mayHoldSecret(html.slice(piece.from, piece.to))) {
      const found = find(islandOf(html, piece), quiet);
      const isBare = piece.kind === 'value' && piece.quote === '';
      // A mark has spaces, so a value without quotes gets some.
      if (isBare && found.length > 0) {
        edits.push({ from: piece.from, to: piece.from, text: '"', kind: null });
        found.push({ from: piece.to, to: piece.to, text: '"', kind: null });
      }
      edits.push(...found);
    }
  }
  edits.push(...find(page.build(), context));
  const done = applyEdits(
    html,
    edits.toSorted((a, b) => a.from - b.from || a.to - b.to),
  );
  return { html: done.text, masks: done.masks, masked: done.masked };
}

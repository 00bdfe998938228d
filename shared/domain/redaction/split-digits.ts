import { MINUTE_MS } from '#shared/lib/units.ts';
import { type Brand, cardBrand } from './cards.ts';
import { edgeDigits, findingsOf } from './findings.ts';
import { namesCvv } from './secrets.ts';
import { shadowOf } from './shadow.ts';

/**
 * Card numbers sent over several messages: 4111, 1111, 1111, 1111.
 *
 * The window is kept in memory only. It holds digits in clear for two minutes and must never be
 * written down. Parts are written before the last of them arrives, so whoever writes must replace
 * the messages in `completes` wherever they were written.
 */
export interface DigitPiece {
  messageId: string;
  sender: string;
  at: number;
  text: string;
  /** The digits of a message of nothing else. */
  digits: string;
  /** Digits it begins and ends with; equal to `digits` when it has nothing else. */
  head: string;
  tail: string;
}

/** What a conversation's last minutes say about the next message. Pure data. */
export interface DigitWindow {
  /** Messages that begin or end with digits, oldest first, of every sender. */
  pieces: readonly DigitPiece[];
  cardAt: number | null;
  amexAt: number | null;
  cvvAskedAt: number | null;
}

export type WindowMessage = Pick<DigitPiece, 'messageId' | 'sender' | 'at' | 'text'>;

export const emptyWindow: DigitWindow = {
  pieces: [],
  cardAt: null,
  amexAt: null,
  cvvAskedAt: null,
};

const LIFE_MS = 2 * MINUTE_MS;
/** One digit a message is the most parts a card can have. */
const MAX_PIECES = 19;
/** Senders are few; this bounds a flood. */
const MAX_WINDOW = 4 * MAX_PIECES;
/** Longer texts are letters, not parts of a number. */
const MAX_PIECE_LENGTH = 200;

const isNear = (at: number | null, now: number) => at !== null && Math.abs(now - at) <= LIFE_MS;

/** What the window adds to the context of a message that arrives `now`. */
export const contextOf = (window: DigitWindow, now: number) => ({
  hadCard: isNear(window.cardAt, now),
  hadAmex: isNear(window.amexAt, now),
  askedForCvv: isNear(window.cvvAskedAt, now),
});

function pieceOf(message: WindowMessage, text: string): DigitPiece | null {
  if (text.length > MAX_PIECE_LENGTH) return null;
  const { head, tail } = edgeDigits(text);
  if (!head && !tail) return null;
  const isWhole = head !== null && head === tail;
  return {
    ...message,
    digits: isWhole ? head.digits : '',
    head: head?.digits ?? '',
    tail: tail?.digits ?? '',
  };
}

/** The longest card that ends with the beginning of `last` and began in a piece before it. */
function completed(before: readonly DigitPiece[], last: DigitPiece) {
  let digits = last.head;
  let best: { pieces: DigitPiece[]; brand: Brand } | null = null;
  for (let start = before.length - 1; start >= 0 && digits.length > 0; start--) {
    const piece = before[start];
    if (!piece) break;
    if (piece.tail === '') continue;
    digits = piece.tail + digits;
    if (digits.length > 19) break;
    const brand = cardBrand(digits);
    if (brand) best = { pieces: [...before.slice(start), last], brand };
    // A piece with other text in it can only be the first.
    if (piece.digits === '') break;
  }
  return best;
}

/**
 * Adds a message. `completes` holds the messages, oldest first, whose digits together are a card
 * number; this message is the last of them. Whether a single message holds a card is seen here too.
 */
export function addToWindow(
  window: DigitWindow,
  message: WindowMessage,
): { window: DigitWindow; completes: DigitPiece[] } {
  const text = shadowOf(message.text).text.trim();
  const recent = window.pieces.filter(
    (piece) => isNear(piece.at, message.at) && piece.messageId !== message.messageId,
  );
  const cards = /(?:\d\D{0,5}){12}/.test(text)
    ? findingsOf(text, 'en', {}).filter((finding) => finding.kind === 'card')
    : [];
  const next: DigitWindow = {
    pieces: recent,
    cardAt: cards.length > 0 ? message.at : window.cardAt,
    amexAt: cards.some((card) => card.brand === 'amex') ? message.at : window.amexAt,
    cvvAskedAt: namesCvv(text) ? message.at : window.cvvAskedAt,
  };
  if (cards.length > 0) return { window: next, completes: [] };

  const piece = pieceOf(message, text);
  if (!piece) return { window: next, completes: [] };
  const own = recent.filter((one) => one.sender === message.sender).slice(-MAX_PIECES);
  const card = completed(own, piece);
  if (!card)
    return { window: { ...next, pieces: [...recent, piece].slice(-MAX_WINDOW) }, completes: [] };
  return {
    window: {
      ...next,
      pieces: recent.filter((one) => !card.pieces.includes(one)),
      cardAt: message.at,
      amexAt: card.brand === 'amex' ? message.at : next.amexAt,
    },
    completes: card.pieces,
  };
}

/** After a message in which a card was hidden. */
export const sawCard = (window: DigitWindow, at: number, isAmex: boolean): DigitWindow => ({
  ...window,
  cardAt: at,
  amexAt: isAmex ? at : window.amexAt,
});

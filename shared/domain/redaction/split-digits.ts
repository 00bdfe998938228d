import { MINUTE_MS } from '#shared/lib/units.ts';
import { cardBrand } from './cards.ts';
import { shadowOf } from './shadow.ts';

/** A message of digits only, remembered for a while in memory and never written down. */
export interface DigitPiece {
  messageId: string;
  sender: string;
  at: number;
  text: string;
  digits: string;
}

/** What a conversation's last minutes say about the next message. Pure data. */
export interface DigitWindow {
  pieces: readonly DigitPiece[];
  cardAt: number | null;
  amexAt: number | null;
}

export const emptyWindow: DigitWindow = { pieces: [], cardAt: null, amexAt: null };
const LIFE_MS = 2 * MINUTE_MS;
const MAX_PIECES = 19;

const isRecent = (at: number | null, now: number) => at !== null && now - at <= LIFE_MS;
export const contextOf = (window: DigitWindow, now: number) => ({
  hadCard: isRecent(window.cardAt, now),
  hadAmex: isRecent(window.amexAt, now),
});

/**
 * Adds a message. `completes` holds the messages, oldest first, whose digits together are a card
 * number ending with this one; this message is the last of them.
 */
export function addToWindow(
  window: DigitWindow,
  message: Omit<DigitPiece, 'digits'>,
): { window: DigitWindow; completes: DigitPiece[] } {
  const shadow = shadowOf(message.text).text.trim();
  const pieces = window.pieces.filter(
    (piece) => message.at - piece.at <= LIFE_MS && piece.sender === message.sender,
  );
  if (!/^[\d\s\-./]{1,40}$/.test(shadow) || !/\d/.test(shadow))
    return { window: { ...window, pieces: [] }, completes: [] };
  const piece = { ...message, digits: shadow.replace(/\D/g, '') };
  const all = [...pieces, piece].slice(-MAX_PIECES);
  for (let start = 0; start < all.length - 1; start++) {
    const part = all.slice(start);
    const digits = part.map((one) => one.digits).join('');
    const brand = digits.length <= 19 ? cardBrand(digits) : null;
    if (brand)
      return {
        window: {
          pieces: [],
          cardAt: message.at,
          amexAt: brand === 'amex' ? message.at : window.amexAt,
        },
        completes: part,
      };
  }
  return { window: { ...window, pieces: all }, completes: [] };
}

/** After a message in which a card was hidden. */
export const sawCard = (window: DigitWindow, at: number, isAmex: boolean): DigitWindow => ({
  pieces: [],
  cardAt: at,
  amexAt: isAmex ? at : window.amexAt,
});

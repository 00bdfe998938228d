/** Length of one message in UTF-16 units, and files of one message; the desk refuses more. */
export const MAX_TEXT = 5_000;
export const MAX_UPLOADS = 10;
/** The longest address SMTP carries; the desk refuses more. */
export const MAX_ADDRESS = 254;

/** Length of one message in UTF-16 units, and files of one message; the desk refuses more. */
export const MAX_TEXT = 5_000;
export const MAX_UPLOADS = 10;

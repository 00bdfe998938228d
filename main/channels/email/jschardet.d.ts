declare module 'jschardet' {
  interface Guess {
    encoding: string | null;
    /** 0 to 1. */
    confidence: number;
  }
  const jschardet: { detect(bytes: Uint8Array): Guess };
  export default jschardet;
}

/**
 * What Electron's main process and the engine's utility process say to each other. Both are this
 * program; the border to be mistrusted is the page's, and it is checked in main/desk.
 */
export type ToEngine =
  /** One frame of the contract's protocol, from the page with this id. */
  | { kind: 'rpc'; peer: number; data: unknown }
  /** The page is gone or has been loaded anew. */
  | { kind: 'rpc-end'; peer: number }
  | {
      kind: 'request';
      id: number;
      method: string;
      /** Path and query. */
      target: string;
      headers: [string, string][];
      body: Uint8Array | null;
    }
  /** The answer to `seal` or `unseal`; null when the keychain refuses. */
  | { kind: 'vault'; id: number; result: string | null }
  /** The computer woke or the network came back. */
  | { kind: 'refresh' }
  | { kind: 'stop' };

export type FromEngine =
  | { kind: 'ready' }
  /** The engine cannot run; the sentence is for the person. */
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'rpc'; peer: number; data: unknown }
  | {
      kind: 'response';
      id: number;
      status: number;
      headers: [string, string][];
      body: Uint8Array;
    }
  /** `seal`: text to base64 that only this user's keychain opens; `unseal`: back. */
  | { kind: 'vault'; id: number; act: 'seal' | 'unseal'; value: string };

/** What Electron calls `process.parentPort`, as far as the engine uses it. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: ToEngine }) => void): unknown;
  postMessage(message: FromEngine): void;
}

/** Argument by which main tells the engine that the OS keychain works. */
export const KEYCHAIN_FLAG = '--kefu-keychain';

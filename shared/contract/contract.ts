import { audit } from './audit.ts';
import { cases } from './cases.ts';
import { contacts } from './contacts.ts';
import { diagnosis } from './diagnosis.ts';
import { records } from './records.ts';
import { screens } from './screens.ts';
import { setup } from './setup.ts';
import { verification } from './verification.ts';
import { work } from './work.ts';

/**
 * Everything a renderer may ask an engine. One object, carried over MessagePort, WebSocket
 * and HTTP alike; adding a method is one line in its part and one handler in `main/bridge`.
 */
export const contract = {
  ...screens,
  ...work,
  ...setup,
  ...audit,
  ...cases,
  ...contacts,
  ...records,
  ...verification,
  ...diagnosis,
};
export type Contract = typeof contract;

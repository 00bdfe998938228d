import { implement, type Router as AnyRouter } from '@orpc/server';
import { contract, type Contract } from '#shared/contract/contract.ts';
import type { Engine } from '#main/engine/engine.ts';
import { contactHandlers } from './contacts.ts';
import { accountHandlers } from './accounts.ts';
import { auditHandlers } from './audit.ts';
import { caseHandlers } from './cases.ts';
import { conversationHandlers } from './conversations.ts';
import { deskHandlers } from './desk.ts';
import { diagnosisHandlers } from './diagnosis.ts';
import { messageHandlers } from './messages.ts';
import { peopleHandlers } from './people.ts';
import { verificationHandlers } from './verification.ts';
import { recordHandlers } from './records.ts';

export type Implementer = ReturnType<typeof implement<Contract>>;
const os: Implementer = implement(contract);

/** The contract's answers. The same router is served over MessagePort, WebSocket and HTTP. */
export function openRouter(engine: Engine): Router {
  return os.router({
    ...conversationHandlers(os, engine),
    ...caseHandlers(os, engine),
    ...messageHandlers(os, engine),
    ...contactHandlers(os, engine),
    ...peopleHandlers(os, engine),
    ...accountHandlers(os, engine),
    ...deskHandlers(os, engine),
    ...auditHandlers(os, engine),
    ...recordHandlers(os, engine),
    ...verificationHandlers(os, engine),
    ...diagnosisHandlers(os, engine),
  });
}
export type Router = AnyRouter<Contract, Record<never, never>>;

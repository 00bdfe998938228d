import { api } from './api.ts';
import { act, command, query } from './endpoints.ts';

/**
 * The calls about who is asking and about which record. Answers are not among them: what a customer
 * says goes straight to the engine and is kept in no store of the window.
 */
export const verificationApi = api.injectEndpoints({
  endpoints: (build) => ({
    verificationGet: query(
      build,
      (e) => e.verification.get,
      ({ conversationId: id }) => [{ type: 'verification', id }, 'brands'],
    ),
    verificationRecords: query(
      build,
      (e) => e.verification.records,
      ({ conversationId: id }) => [
        { type: 'verification', id },
        { type: 'records', id },
        { type: 'conversation', id },
        'sources',
      ],
    ),
    verificationRecord: query(
      build,
      (e) => e.verification.record,
      ({ conversationId: id }) => [{ type: 'verification', id }, 'sources'],
    ),
    verificationFind: act(build, (e) => e.verification.find),
    verificationAsk: command(build, (e) => e.verification.ask),
    verificationSendCode: command(build, (e) => e.verification.sendCode),
    verificationOverride: command(build, (e) => e.verification.override),
    verificationApprove: command(build, (e) => e.verification.approve),
    verificationFlag: command(build, (e) => e.verification.flag),
    verificationNameSpeaker: command(build, (e) => e.verification.nameSpeaker),
    verificationTakeStep: command(build, (e) => e.verification.takeStep),
  }),
});

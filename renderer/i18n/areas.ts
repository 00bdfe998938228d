import { ui } from './areas/ui.ts';
import { words } from './areas/words.ts';
import { rejection } from './areas/rejection.ts';
import { trouble } from './areas/trouble.ts';
import { keys } from './areas/keys.ts';
import { app } from './areas/app.ts';
import { inbox } from './areas/inbox.ts';
import { conversation } from './areas/conversation.ts';
import { composer } from './areas/composer.ts';
import { contacts } from './areas/contacts.ts';
import { contact } from './areas/contact.ts';
import { palette } from './areas/palette.ts';
import { search } from './areas/search.ts';
import { outbox } from './areas/outbox.ts';
import { settings } from './areas/settings.ts';
import { accounts } from './areas/accounts.ts';
import { chat } from './areas/chat.ts';
import { notice } from './areas/notice.ts';
import { welcome } from './areas/welcome.ts';
import { audit, auditAction } from './areas/audit.ts';
import { cases } from './areas/cases.ts';
import { cause } from './areas/cause.ts';
import { diagnosis } from './areas/diagnosis.ts';
import { record } from './areas/record.ts';
import { verify } from './areas/verify.ts';
import { column } from './areas/column.ts';
import { recordField } from './areas/record-fields.ts';
import { sources } from './areas/sources.ts';
import { newMail } from './areas/new-mail.ts';

/** Every text of the screens, by area. An area is one file. */
export const areas = {
  ui,
  words,
  rejection,
  trouble,
  keys,
  app,
  inbox,
  conversation,
  composer,
  contact,
  contacts,
  palette,
  search,
  outbox,
  settings,
  accounts,
  chat,
  notice,
  welcome,
  cases,
  newMail,
  audit,
  sources,
  recordField,
  auditAction,
  verify,
  record,
  column,
  diagnosis,
  cause,
};

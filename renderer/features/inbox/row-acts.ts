/** What can be done to rows; the screen decides how. */
export type RowAct =
  | 'assign'
  | 'take'
  | 'snooze'
  | 'resolve'
  | 'reopen'
  | 'wait'
  | 'unread'
  | 'read'
  | 'priority'
  | 'tag'
  | 'copy-number';

import { expect, test } from 'vitest';
import { parseConfig } from '#main/hub/config-file.ts';

const http = (more: string) => `
sources:
  - id: office
    kind: http
    name: Back office
    config:
      baseUrl: https://office.example/api
      auth: { kind: bearer }
      endpoints: { order: { path: '/orders/{value}', items: /data } }
      conventions: { amounts: fen, currency: CNY, zone: Asia/Shanghai }
      record: { fields: { id: { at: /no }, amount: { at: /sum }, createdAt: { at: /at } } }
${more}`;

test('a back office is described in a file, its key in the environment', () => {
  const { sources } = parseConfig(http('    secrets: { token: "${OFFICE_KEY}" }'), {
    OFFICE_KEY: 'secret',
  });
  expect(sources[0]).toMatchObject({ id: 'office', kind: 'http', secrets: { token: 'secret' } });
});

test.each([
  [http('    secrets: { token: "${NOT_SET}" }'), /NOT_SET is not set/],
  [http('    secrets: { password: x }'), /sources\.0\.secrets\.password/],
  [http('').replace('https://office', 'ftp://office'), /sources\.0\.config\.baseUrl/],
  [
    http('').replace('Asia/Shanghai', 'Asia/Nowhere'),
    /sources\.0\.config\.conventions\.zone: an IANA zone/,
  ],
  [http('').replace('/no }', 'no }'), /sources\.0\.config\.record\.fields\.id/],
  [
    http('').replace(', amount: { at: /sum }', ''),
    /sources\.0\.config\.record\.fields\.amount: every record/,
  ],
  [http('').replace('amounts: fen', 'amounts: yuan'), /sources\.0\.config\.conventions\.amounts/],
  [http('').replace('kind: http', 'kind: ftp'), /sources\.0\.kind/],
])('a mistake is refused with its place', (text, message) => {
  expect(() => parseConfig(text, {})).toThrow(message);
});

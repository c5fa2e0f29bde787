/** What the benchmark measures: filters and PATCH requests as identity providers send them, and the users they meet. */
import type { ScimObject } from '#shared/scim/resource/value.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

type FilterCase = { readonly name: string; readonly filter: string };

export const filterCases: readonly FilterCase[] = [
  { name: 'simple', filter: 'userName eq "user500@example.com"' },
  { name: 'two terms', filter: 'title pr and userType eq "Employee"' },
  {
    name: 'medium',
    filter:
      'userType eq "Employee" and (title co "ngineer" or name.familyName sw "Doe") and active eq true and not (nickName pr)',
  },
  { name: 'sub-attribute of many values', filter: 'emails.value ew "@home.example"' },
  { name: 'value path', filter: 'emails[type eq "work" and value co "@example.com"]' },
  { name: 'extension', filter: `${enterprise}:department eq "R 7"` },
  { name: 'instant', filter: 'meta.lastModified gt "2026-11-23T12:00:00.000Z"' },
];

/** As a directory holds them; every name of one case, so that libraries that compare case-sensitively agree. */
export const users: readonly ScimObject[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `${index}`,
  userName: `user${index}@example.com`,
  name: { familyName: index % 3 === 0 ? 'Doe' : 'Roe', givenName: `Jane ${index}` },
  displayName: `Jane ${index}`,
  ...(index % 2 === 0 && { title: index % 5 === 0 ? 'Engineer' : 'Writer' }),
  ...(index % 7 === 0 && { nickName: 'J' }),
  userType: index % 4 === 0 ? 'Contractor' : 'Employee',
  active: index % 10 !== 0,
  emails: [
    { value: `user${index}@example.com`, type: 'work', primary: true },
    { value: `user${index}@${index % 6 === 0 ? 'home.example' : 'example.net'}`, type: 'home' },
  ],
  [enterprise]: { department: `R ${index % 20}`, employeeNumber: `${index}` },
  meta: {
    resourceType: 'User',
    created: '2026-11-23T00:00:00.000Z',
    lastModified: new Date(Date.UTC(2026, 10, 23) + index * 90_000).toISOString(),
  },
}));

type Operation = { readonly op: 'add' | 'remove' | 'replace'; readonly path?: string; readonly value?: unknown };
type PatchCase = {
  readonly name: string;
  readonly before: ScimObject;
  readonly operations: readonly Operation[];
  readonly after: ScimObject;
};

const jane = {
  userName: 'jane@example.com',
  name: { familyName: 'Doe', givenName: 'Jane' },
  displayName: 'Jane Doe',
  active: true,
  emails: [
    { value: 'jane@example.com', type: 'work', primary: true },
    { value: 'jane@home.example', type: 'home' },
  ],
  [enterprise]: { department: 'R&D', employeeNumber: '7' },
};

const [work, home] = [jane.emails[0] ?? {}, jane.emails[1] ?? {}];
const many = Array.from({ length: 1000 }, (_, index) => ({ value: `right-${index}` }));

export const patchCases: readonly PatchCase[] = [
  {
    name: 'a simple attribute',
    before: jane,
    operations: [{ op: 'replace', path: 'active', value: false }],
    after: { ...jane, active: false },
  },
  {
    name: 'without a path',
    before: jane,
    operations: [{ op: 'replace', value: { active: false, displayName: 'J. Doe' } }],
    after: { ...jane, active: false, displayName: 'J. Doe' },
  },
  {
    name: 'a sub-attribute',
    before: jane,
    operations: [{ op: 'replace', path: 'name.givenName', value: 'Janet' }],
    after: { ...jane, name: { familyName: 'Doe', givenName: 'Janet' } },
  },
  {
    name: 'a value path',
    before: jane,
    operations: [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'j@example.com' }],
    after: { ...jane, emails: [{ ...work, value: 'j@example.com' }, home] },
  },
  {
    name: 'a value added',
    before: jane,
    operations: [{ op: 'add', path: 'emails', value: [{ value: 'j@example.org', type: 'other' }] }],
    after: { ...jane, emails: [work, home, { value: 'j@example.org', type: 'other' }] },
  },
  {
    name: 'a value removed',
    before: jane,
    operations: [{ op: 'remove', path: 'emails[type eq "home"]' }],
    after: { ...jane, emails: [work] },
  },
  {
    name: 'an extension',
    before: jane,
    operations: [{ op: 'replace', path: `${enterprise}:department`, value: 'SCIM' }],
    after: { ...jane, [enterprise]: { department: 'SCIM', employeeNumber: '7' } },
  },
  {
    name: "Entra's update of six attributes",
    before: jane,
    operations: [
      { op: 'replace', path: 'displayName', value: 'J. Doe' },
      { op: 'replace', path: 'title', value: 'Engineer' },
      { op: 'replace', path: 'name.familyName', value: 'Roe' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'j@example.com' },
      { op: 'replace', path: `${enterprise}:department`, value: 'SCIM' },
      { op: 'replace', path: 'active', value: false },
    ],
    after: {
      ...jane,
      name: { familyName: 'Roe', givenName: 'Jane' },
      displayName: 'J. Doe',
      title: 'Engineer',
      active: false,
      emails: [{ ...work, value: 'j@example.com' }, home],
      [enterprise]: { department: 'SCIM', employeeNumber: '7' },
    },
  },
  {
    name: '1 of 999 values added',
    before: { userName: 'jane', entitlements: many.slice(0, 999) },
    operations: [{ op: 'add', path: 'entitlements', value: many.slice(999) }],
    after: { userName: 'jane', entitlements: many },
  },
  {
    name: '1 of 1,000 values removed',
    before: { userName: 'jane', entitlements: many },
    operations: [{ op: 'remove', path: 'entitlements[value eq "right-999"]' }],
    after: { userName: 'jane', entitlements: many.slice(0, 999) },
  },
];

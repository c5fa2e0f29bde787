/** The attributes that administrators set by a name of their own, called as PingOne calls them, and where SCIM keeps them. */
import * as z from 'zod/mini';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

type Place = {
  readonly label: string;
  /** Of the extension that has the attribute. */
  readonly schema?: typeof enterprise;
  readonly attribute: string;
  /** Of a complex attribute. */
  readonly part?: string;
  /** The attribute is a list: of its values the one of type work is meant. */
  readonly isWork?: true;
};

const places = {
  givenName: { label: 'first name', attribute: 'name', part: 'givenName' },
  familyName: { label: 'last name', attribute: 'name', part: 'familyName' },
  displayName: { label: 'name to display', attribute: 'displayName' },
  email: { label: 'e-mail address at work', attribute: 'emails', part: 'value', isWork: true },
  title: { label: 'job title', attribute: 'title' },
  userType: { label: 'employee type', attribute: 'userType' },
  externalId: { label: 'id at the identity provider', attribute: 'externalId' },
  department: { label: 'department', schema: enterprise, attribute: 'department' },
  division: { label: 'division', schema: enterprise, attribute: 'division' },
  workCity: { label: 'city of work', attribute: 'addresses', part: 'locality', isWork: true },
  workState: { label: 'state or region of work', attribute: 'addresses', part: 'region', isWork: true },
  workCountry: { label: 'country code of work', attribute: 'addresses', part: 'country', isWork: true },
} as const satisfies Readonly<Record<string, Place>>;

export type SettingName = keyof typeof places;

export const settingNames = Object.keys(places) as readonly SettingName[];

export function settingLabel(name: SettingName): string {
  return places[name].label;
}

export type ScimJson = Readonly<Record<string, unknown>>;
export type PatchOperation = {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
};

/** The settings that a user has, by name. */
export function presentValues(attributes: ScimJson): readonly (readonly [name: SettingName, value: string])[] {
  return settingNames.flatMap((name) => {
    const value = valueAt(attributes, places[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** A SCIM User (RFC 7643 §4.1): `user` with these settings. */
export function withSettings(user: ScimJson, settings: Readonly<Partial<Record<SettingName, string>>>): ScimJson {
  let result: ScimJson = { schemas: [core], ...user };
  for (const name of settingNames) {
    const value = settings[name];
    if (value !== undefined) result = withValue(result, places[name], value);
  }
  const schemas = listOf(result.schemas);
  return result[enterprise] === undefined || schemas.includes(enterprise)
    ? result
    : { ...result, schemas: [...schemas, enterprise] };
}

/**
 * What to ask for (RFC 7644 §3.5.2) so that a user with `attributes` has the new values; nothing for what is unset already.
 * @param set values by the name of a setting, or by a SCIM path; @param unset names or paths
 */
export function patchOperations(
  attributes: ScimJson,
  { set, unset }: { readonly set: ReadonlyMap<string, string>; readonly unset: readonly string[] },
): readonly PatchOperation[] {
  const added = new Map<string, ScimJson>();
  const operations: PatchOperation[] = [];
  for (const [name, value] of set) {
    const place = placeOf(name);
    // A value that is not there cannot be replaced: the parts of a new one are added together.
    if (place?.isWork && workValue(attributes, place) === undefined) {
      added.set(place.attribute, { type: 'work', ...added.get(place.attribute), [place.part ?? 'value']: value });
    } else operations.push({ op: 'replace', path: place ? pathOf(place) : name, value });
  }
  for (const [path, value] of added) operations.push({ op: 'add', path, value: [value] });
  for (const name of unset) {
    const place = placeOf(name);
    if (place === undefined) operations.push({ op: 'remove', path: name });
    else if (valueAt(attributes, place) !== undefined) operations.push({ op: 'remove', path: removalPathOf(place) });
  }
  return operations;
}

function placeOf(name: string): Place | undefined {
  const known = settingNames.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return known && places[known];
}

function pathOf(place: Place): string {
  return place.part === undefined ? attributePathOf(place) : `${attributePathOf(place)}.${place.part}`;
}

function attributePathOf({ schema, attribute, isWork }: Place): string {
  return `${schema ? `${schema}:` : ''}${attribute}${isWork ? '[type eq "work"]' : ''}`;
}

/** An e-mail address goes with all that is said about it. */
function removalPathOf(place: Place): string {
  return place.part === 'value' ? attributePathOf(place) : pathOf(place);
}

function valueAt(attributes: ScimJson, place: Place): string | undefined {
  const { schema, attribute, part, isWork } = place;
  const holder = schema === undefined ? attributes : objectOf(attributes[schema]);
  const value = isWork ? workValue(attributes, place) : holder?.[attribute];
  const text = part === undefined ? value : objectOf(value)?.[part];
  return typeof text === 'string' ? text : undefined;
}

function withValue(user: ScimJson, { schema, attribute, part, isWork }: Place, value: string): ScimJson {
  if (schema !== undefined) return { ...user, [schema]: { ...objectOf(user[schema]), [attribute]: value } };
  if (part === undefined) return { ...user, [attribute]: value };
  if (!isWork) return { ...user, [attribute]: { ...objectOf(user[attribute]), [part]: value } };
  const values = listOf(user[attribute]);
  const atWork = values.find(isOfWork);
  const changed = { type: 'work', ...objectOf(atWork), [part]: value };
  return {
    ...user,
    [attribute]: atWork ? values.map((one) => (one === atWork ? changed : one)) : [...values, changed],
  };
}

function workValue(attributes: ScimJson, { attribute }: Place): unknown {
  return listOf(attributes[attribute]).find(isOfWork);
}

function isOfWork(value: unknown): boolean {
  const type = objectOf(value)?.type;
  return typeof type === 'string' && type.toLowerCase() === 'work';
}

const json = z.record(z.string(), z.unknown());

function objectOf(value: unknown): ScimJson | undefined {
  return json.safeParse(value).data;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

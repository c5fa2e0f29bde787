/** Access keys of the local stack: made up at every start, one for each role, each administrator and the operator. */
import { randomBytes } from 'node:crypto';

type AccessKey = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** The administrator who may do everything. */
export const operatorArn = 'arn:aws:iam::000000000000:user/operator';

export type KeyRing = {
  readonly operatorKey: AccessKey;
  /** @throws Error when nobody has the ARN */
  accessKeyOf(arn: string): AccessKey;
  secretOf(accessKeyId: string): string | undefined;
  /** The ARN of the role, the administrator or the operator who owns the key. */
  ownerOf(accessKeyId: string): string | undefined;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Ids look like those of AWS, so that whoever meets one in a log knows what it is. */
function createAccessKey(): AccessKey {
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]);
  return { accessKeyId: `AKIA${letters.join('')}`, secretAccessKey: randomBytes(30).toString('base64') };
}

/** Makes a key for each of the ARNs and one for the operator. */
export function createKeyRing(arns: readonly string[]): KeyRing {
  const keys = new Map([operatorArn, ...arns].map((arn) => [arn, createAccessKey()]));
  const accessKeyOf = (arn: string): AccessKey => {
    const key = keys.get(arn);
    if (key === undefined) throw new Error(`The local stack has nobody with the ARN ${arn}.`);
    return key;
  };
  return {
    operatorKey: accessKeyOf(operatorArn),
    accessKeyOf,
    secretOf: (accessKeyId) => [...keys.values()].find((key) => key.accessKeyId === accessKeyId)?.secretAccessKey,
    ownerOf: (accessKeyId) => [...keys].find(([, key]) => key.accessKeyId === accessKeyId)?.[0],
  };
}

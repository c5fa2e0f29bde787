/** Numbers as DynamoDB keeps them: decimal, up to 38 significant digits, in one canonical text. */
import { AwsError } from '#infra/local/aws-error.ts';

/** Zero has no digits; else the value is 0.`digits` times ten to the power of `exponent`. */
type Decimal = { readonly negative: boolean; readonly digits: string; readonly exponent: number };

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;
const maximumDigits = 38;

function decimal(negative: boolean, allDigits: string, pointAt: number): Decimal {
  const digits = allDigits.replace(/^0+/, '');
  const exponent = pointAt - (allDigits.length - digits.length);
  const significant = digits.replace(/0+$/, '');
  return significant === ''
    ? { negative: false, digits: '', exponent: 0 }
    : { negative, digits: significant, exponent };
}

function parseDecimal(text: string): Decimal {
  const match = numberPattern.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '') {
    throw AwsError.validation(`The parameter cannot be converted to a numeric value: ${text.slice(0, 100)}`);
  }
  return checkRange(decimal(match[1] === '-', whole + fraction, whole.length + Number(match[4] ?? 0)));
}

/** Naming rules and data types, "Number": 38 digits, 1E-130 to 9.9…E+125 and the same below zero. */
function checkRange(value: Decimal): Decimal {
  if (value.digits.length > maximumDigits) {
    throw AwsError.validation('Attempting to store more than 38 significant digits in a Number');
  }
  if (value.exponent > 126) {
    throw AwsError.validation(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  if (value.exponent < -129) {
    throw AwsError.validation(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  return value;
}

function format({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return sign + digits + '0'.repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** The one text that equal numbers share (`1.50`, `+1.5` and `15e-1` are all `1.5`). @throws a validation error */
export function normalizeNumber(text: string): string {
  return format(parseDecimal(text));
}

/** The significant digits, by which the size of a number is counted. */
export function significantDigits(text: string): number {
  return parseDecimal(text).digits.length;
}

/** The sum of two numbers. @throws a validation error when it has no exact form within the range of numbers */
export function addNumbers(left: string, right: string): string {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  const scale = Math.max(a.digits.length - a.exponent, b.digits.length - b.exponent, 0);
  const sum = scaled(a, scale) + scaled(b, scale);
  const digits = (sum < 0n ? -sum : sum).toString();
  return format(checkRange(decimal(sum < 0n, digits, digits.length - scale)));
}

/** The difference of two numbers, under the rule of `addNumbers`. */
export function subtractNumbers(left: string, right: string): string {
  return addNumbers(left, right.startsWith('-') ? right.slice(1) : `-${right}`);
}

function scaled({ negative, digits, exponent }: Decimal, scale: number): bigint {
  const magnitude = BigInt(`0${digits}${'0'.repeat(exponent - digits.length + scale)}`);
  return negative ? -magnitude : magnitude;
}

/** Bytes that sort as the numbers do. */
export function encodeNumber(text: string): Buffer {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === '') return Buffer.from([1]);
  const biased = exponent + 1000;
  const magnitude = [biased >> 8, biased & 0xff, ...Buffer.from(digits, 'latin1')];
  // Below zero the larger magnitude sorts first: every byte is turned over, and the end counts as the largest byte.
  return Buffer.from(negative ? [0, ...magnitude.map((byte) => 0xff - byte), 0xff] : [2, ...magnitude]);
}

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`. */
export function compareNumbers(left: string, right: string): number {
  return Buffer.compare(encodeNumber(left), encodeNumber(right));
}

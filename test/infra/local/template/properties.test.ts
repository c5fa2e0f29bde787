/** Properties that would be silently ignored. */
import { expect, test } from 'vitest';
import { readSchedules } from '#infra/local/definitions/schedules.ts';
import { readTemplate } from '#infra/local/template/read-template.ts';

test('a property that the local stack neither acts on nor knows to change nothing is refused by name', () => {
  const Properties = {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: 'rate(1 minute)',
    Target: { Arn: 'target', RoleArn: 'role' },
    KmsKeyArn: 'key',
  };
  const stack = readTemplate({ Resources: { Sweep: { Type: 'AWS::Scheduler::Schedule', Properties } } }, 'Reprieve');

  expect(() => readSchedules(stack)).toThrow(
    /does not understand the properties of Sweep \(AWS::Scheduler::Schedule\):\n.*KmsKeyArn/,
  );
});

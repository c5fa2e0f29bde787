import { expect, test } from 'vitest';
import { allAnswers, lifeDocument } from './life-document.ts';

test('docs/life.md says what every event makes of a user in every state', async () => {
  await expect(lifeDocument(await allAnswers())).toMatchFileSnapshot('../../../../docs/life.md');
});

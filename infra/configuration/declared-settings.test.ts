import { baseSettings, choice, port, readSettings, type SettingType } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { configurationPage } from './configuration-page.ts';
import { declaredSettings } from './declared-settings.ts';
import { environmentExample } from './environment-example.ts';

const process = (name: string, shape: Record<string, SettingType>) => ({
  name,
  schema: baseSettings.pick({}).extend(shape),
});
const colour = choice('red', 'blue');
const settings = declaredSettings([
  process('one', { COLOUR: colour.describe('Of `x`.'), PORT: port() }),
  process('npm start', {
    COLOUR: colour.describe('Of `x`.').optional(),
    OWN: port().default(1).describe('Own.'),
  }),
]);

test('a setting says who reads it, who needs it, what it takes and what it is otherwise', () => {
  expect(settings).toMatchObject([
    {
      name: 'COLOUR',
      readBy: ['one', 'npm start'],
      requiredBy: ['one'],
      accepts: 'one of red, blue',
      byDefault: null,
    },
    {
      name: 'PORT',
      readBy: ['one'],
      requiredBy: ['one'],
      accepts: 'a port number from 0 to 65535',
      meaning: '',
    },
    { name: 'OWN', readBy: ['npm start'], requiredBy: [], byDefault: '1', meaning: 'Own.' },
  ]);
});

test('the page has a table for each group of processes', () => {
  const page = configurationPage(settings);
  expect(page.match(/^## .*/gm)).toEqual([
    '## Secrets in files',
    '## How a process ends',
    '## Every process',
    '## one',
    '## `npm start`',
  ]);
  expect(page).toContain('| `COLOUR` | one of red, blue | **required**, but not by `npm start` | Of `x`. |');
});

test('the example can be read as it is, once what is required is filled in', () => {
  const lines = environmentExample(settings)
    .split('\n')
    .filter((line) => /^\w/.test(line));
  expect(lines).toEqual(['COLOUR=', 'PORT=', 'OWN=1']);
  expect(readSettings({ OWN: '1' }, process('', { OWN: port() }).schema)).toMatchObject({ OWN: 1 });
});

import { describe, expect, test } from '@jest/globals';
import { asyncApiDocument } from './async-api.ts';
import { topics } from './topics.ts';

const document = asyncApiDocument('1.0.0');

describe('the document of the topics', () => {
  test.each(topics)(
    'says what $name carries, who writes it and who reads it',
    ({ name, producer, consumers }) => {
      const channel = document.channels[name];
      const operations = Object.values(document.operations).filter(
        ({ channel: { $ref } }) => $ref === `#/channels/${name}`,
      );
      expect(Object.keys(channel?.messages ?? {}).length).toBeGreaterThanOrEqual(1);
      expect(operations.filter(({ action }) => action === 'send').map(({ title }) => title)).toEqual(
        producer.split(', '),
      );
      expect(operations.filter(({ action }) => action === 'receive').map(({ title }) => title)).toEqual(
        consumers,
      );
    },
  );

  test('uses no word of JSON Schema that came after draft 7, the one AsyncAPI 3.0 knows', () => {
    const words = /"(prefixItems|\$defs|dependentRequired|dependentSchemas|unevaluated\w+|minContains)":/;
    expect(JSON.stringify(document)).not.toMatch(words);
    const record = document.channels['tallies']?.messages['tally']?.payload['properties'];
    expect(record).toMatchObject({ rules: { items: { items: [{}, {}, {}] } } });
  });

  test('describes records as they are on the wire', () => {
    const { signals, tallies } = document.channels;
    expect(signals?.messages['signalBatch']?.payload['required']).toEqual(
      expect.arrayContaining(['v', 'project_id', 'session_token', 'request']),
    );
    expect(signals?.messages['sessionReport']?.payload['required']).toContain('report');
    expect(tallies?.messages['tally']?.payload['required']).toContain('sequence');
  });
});

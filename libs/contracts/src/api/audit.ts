import { auditExportQuerySchema, auditPageSchema, auditQuerySchema } from '../audit.ts';
import { operationsOf } from './operation.ts';
import { ndjson } from './privacy.ts';

const audit = {
  credential: 'account',
  tag: 'Audit',
  method: 'GET',
  permission: 'searchCaptchaRecords',
  problems: ['INVALID_PAYLOAD'],
} as const;

export const auditOperations = operationsOf({
  listAudit: {
    ...audit,
    path: '/v1/audit',
    summary: 'Who changed what, newest first',
    description: 'Every change made through this interface, and every login.',
    query: auditQuerySchema,
    answer: { outcome: 'ok', schema: auditPageSchema },
    example: {
      query: { limit: '1', action: 'rule.created' },
      answer: {
        items: [
          {
            id: 311,
            at: '2026-06-14T10:00:00.000Z',
            actor: { kind: 'person', id: '42', name: 'Ada Example' },
            action: 'rule.created',
            subject: { type: 'rule', id: '7' },
            project_id: 123,
            before: null,
            after: { name: 'Protect login', action: 'block' },
            request_id: '6f0c1c0e-52a5-4a2c-9a43-0a3f3c1d1b57',
            address: '203.0.113.7',
          },
        ],
        has_more: true,
        next: 311,
      },
    },
  },
  exportAudit: {
    ...audit,
    path: '/v1/audit/export',
    summary: 'The same as a file, CSV or one JSON object a line',
    description:
      'At most 10,000 entries; where there are more, the header `X-Next-Before` holds what to send as `before` to go on. Cells of the CSV a spreadsheet would take for a formula begin with an apostrophe.',
    query: auditExportQuerySchema,
    answer: { outcome: 'ok', mediaType: 'text/csv; charset=utf-8', otherMediaTypes: [ndjson] },
    example: { query: { format: 'ndjson', from: '2026-06-01T00:00:00Z' } },
  },
});

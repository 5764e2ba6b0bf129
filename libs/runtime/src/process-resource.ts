import { hostname } from 'node:os';
import { type ResourceDetector, resourceAttributesEnvDetector } from '@opentelemetry/resources';
import manifest from '../package.json' with { type: 'json' };

const attributes = {
  'service.version': manifest.version,
  // A process started again on the same host is another one: its counters begin anew.
  'service.instance.id': `${hostname()}-${process.pid}`,
};

/** What metrics and traces say of their process, beside its name; OTEL_RESOURCE_ATTRIBUTES adds to it, and wins. */
export const processDetectors: ResourceDetector[] = [
  { detect: () => ({ attributes }) },
  resourceAttributesEnvDetector,
];

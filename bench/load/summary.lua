-- The last line of the output: what bench/measure/closed-loop.ts reads.
function done(summary)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\n{"requests":%d,"durationMicros":%d,"failures":%d}\n',
    summary.requests, summary.duration, failures))
end

let events = 0;
/** An event nobody sent before. */
export const event = (over: object = {}) => {
  events += 1;
  return {
    request_id: `e${events}`,
    type: 'mouse',
    received_at: '2026-06-14T10:00:00Z',
    payload: { mouse_moves: 1 },
    ...over,
  };
};

/** A first batch with one such event. */
export const batch = (over: object = {}) => ({ session_token: null, events: [event()], ...over });

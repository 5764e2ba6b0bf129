// Notes input events as they arrive, for recordings. Unlike the product's script it keeps coordinates: this page has no visitors.
(() => {
  let rows = [];
  const held = new Map();
  const buttonNames = ['L', 'M', 'R'];

  const note = (kind, event, facts = {}) =>
    rows.push({
      kind,
      t: event.timeStamp,
      delay: performance.now() - event.timeStamp,
      trusted: event.isTrusted,
      ...facts,
    });

  const slotOf = (code) => {
    const taken = new Set(held.values());
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    held.set(code, slot);
    return slot;
  };

  let violated = false;
  addEventListener('securitypolicyviolation', () => {
    violated = true;
  });

  const environment = () => ({
    webdriver: navigator.webdriver === true,
    headless_ua: /Headless/.test(navigator.userAgent),
    zero_viewport: innerWidth === 0 || innerHeight === 0 || outerWidth === 0 || outerHeight === 0,
    missing_plugins: navigator.plugins.length === 0,
    navigator_anomaly: Object.getOwnPropertyNames(navigator).includes('webdriver'),
    languages_missing: navigator.languages.length === 0,
    no_frame: innerWidth === outerWidth && innerHeight === outerHeight,
    fine_pointer_missing: !matchMedia('(any-pointer: fine)').matches,
    utc: Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC',
    policy_violated: violated,
    driver_globals: Object.getOwnPropertyNames(window).some((name) => /^(cdc_|__pw|__playwright)/.test(name)),
  });

  const send = (last) => {
    if (rows.length === 0 && !last) return;
    const body = JSON.stringify({ rows, ...(last && { environment: environment() }) });
    rows = [];
    if (last) navigator.sendBeacon('/rows', body);
    else fetch('/rows', { method: 'POST', body });
  };

  const listen = (type, handle) => addEventListener(type, handle, { capture: true, passive: true });
  const position = ({ clientX: x, clientY: y }) => ({ x, y });

  listen('pointermove', (event) =>
    note('move', event, {
      ...position(event),
      buttons: event.buttons,
      coalesced: event.getCoalescedEvents().length,
      dx: event.movementX,
      dy: event.movementY,
      pointer: event.pointerType,
    }),
  );
  listen('pointerdown', (event) =>
    note('press', event, {
      ...position(event),
      button: buttonNames[event.button] ?? '',
      pressure: event.pressure,
    }),
  );
  listen('pointerup', (event) =>
    note('release', event, { ...position(event), button: buttonNames[event.button] ?? '' }),
  );
  listen('click', (event) => note('click', event, { detail: event.detail }));
  listen('keydown', (event) => {
    if (!event.repeat) note('keydown', event, { slot: slotOf(event.code) });
  });
  listen('keyup', (event) => {
    note('keyup', event, { slot: held.get(event.code) ?? 0 });
    held.delete(event.code);
  });
  listen('wheel', (event) => note('wheel', event, { deltaY: event.deltaY, deltaMode: event.deltaMode }));
  listen('scroll', (event) => note('scroll', event, { top: scrollY }));
  listen('visibilitychange', (event) => note('visibility', event, { hidden: document.hidden }));
  listen('pagehide', () => send(true));
  setInterval(() => send(false), 500);
})();

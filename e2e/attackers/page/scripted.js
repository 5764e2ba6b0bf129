// A page that visits itself: every event is made by a script, none by a device. Its choices come from the address (`?seed=`).
(() => {
  let state = Number(new URLSearchParams(location.search).get('seed') ?? 1) >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let at = { x: 10, y: 10 };

  const fire = (Type, names, more) => {
    const target = document.elementFromPoint(at.x, at.y) ?? document.body;
    const facts = {
      bubbles: true,
      composed: true,
      clientX: at.x,
      clientY: at.y,
      pointerType: 'mouse',
      ...more,
    };
    for (const name of names) target.dispatchEvent(new Type(name, facts));
  };

  const moveTo = async (to, steps) => {
    const from = at;
    for (let step = 1; step <= steps; step += 1) {
      at = { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps };
      fire(PointerEvent, ['pointermove']);
      fire(MouseEvent, ['mousemove']);
      await pause(10 + random() * 8);
    }
  };

  const click = async (id) => {
    const { left, top, width, height } = document.getElementById(id).getBoundingClientRect();
    await moveTo({ x: left + width * random(), y: top + height * random() }, 18 + Math.floor(random() * 8));
    fire(PointerEvent, ['pointerdown'], { buttons: 1 });
    fire(MouseEvent, ['mousedown'], { buttons: 1 });
    await pause(40 + random() * 60);
    fire(PointerEvent, ['pointerup']);
    fire(MouseEvent, ['mouseup', 'click'], { detail: 1 });
  };

  const type = async (id, text) => {
    const field = document.getElementById(id);
    for (const key of text) {
      const facts = { key, code: `Key${key.toUpperCase()}`, bubbles: true };
      field.dispatchEvent(new KeyboardEvent('keydown', facts));
      field.value += key;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
      await pause(50 + random() * 50);
      field.dispatchEvent(new KeyboardEvent('keyup', facts));
      await pause(20 + random() * 60);
    }
  };

  const scroll = async (deltaY) => {
    fire(WheelEvent, ['wheel'], { deltaY });
    scrollBy(0, deltaY);
    await pause(60 + random() * 80);
  };

  addEventListener('load', async () => {
    await pause(300);
    for (const id of ['b1', 'b4', 'b2']) await click(id);
    for (let turn = 0; turn < 6; turn += 1) await scroll(120);
    await type('name', 'adalovelace');
    for (const id of ['b3', 'b6']) await click(id);
    await type('message', 'helloworldagain');
    await moveTo({ x: innerWidth * random(), y: innerHeight * random() }, 30);
    await click('done');
  });
})();

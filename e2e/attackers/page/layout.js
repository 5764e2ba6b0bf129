// Tells the test where the targets are on the screen: a hand at the level of the operating system has no selectors.
(() => {
  let reported = '';
  const report = () => {
    const targets = {};
    for (const element of document.querySelectorAll('aside [id]')) {
      const { left, top, width, height } = element.getBoundingClientRect();
      targets[element.id] = { x: left, y: top, width, height };
    }
    const originX = window.screenX + (window.outerWidth - window.innerWidth) / 2;
    const originY = window.screenY + (window.outerHeight - window.innerHeight);
    const layout = JSON.stringify({
      origin: { x: originX, y: originY },
      viewport: { width: window.innerWidth, height: window.innerHeight },
      targets,
    });
    if (layout === reported) return;
    reported = layout;
    fetch('/layout', { method: 'POST', body: layout });
  };
  addEventListener('load', report);
  addEventListener('resize', report);

  // A replayed person does not know this page's way out.
  const leave = Number(new URLSearchParams(location.search).get('leave') ?? 0);
  if (leave > 0) setTimeout(() => location.assign('/done'), leave);
})();

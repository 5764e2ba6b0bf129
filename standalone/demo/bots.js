import { byId, setText } from './elements.js';

const curl = (origin, siteKey) => `session=$(curl -sS ${origin}/v1/events \\
  -H 'X-Botect-Site-Key: ${siteKey}' \\
  -H 'Content-Type: application/json' \\
  -d '{"session_token": null, "events": [
    {"request_id": "bot-1", "type": "snapshot",
     "received_at": "${new Date().toISOString()}",
     "payload": {"total_ms": 4000, "visible_ms": 4000,
       "mouse_moves": 120, "mouse_entropy": 0.01}}]}' \\
  | grep -o 'sess_[0-9a-f]*')
sleep 2
curl -sS ${origin}/demo/session/$session
`;

const playwright = (origin) => `import { chromium } from 'playwright';
const browser = await chromium.launch({ headless: false });
const page = await browser.newPage();
await page.goto('${origin}/demo');
for (let i = 0; i < 8; i += 1) await page.click('#target');
await page.click('#sentence');
await page.keyboard.type('I am certainly not a robot, believe me.');
await page.waitForTimeout(6_000);
console.log(await page.innerText('.pill'));
await browser.close();
`;

/** Commands that run as they are, with this server's address in them. */
export function showBots() {
  const siteKey = document.querySelector('script[data-botect-sdk]').dataset.siteKey;
  setText(byId('curl'), curl(location.origin, siteKey));
  setText(byId('playwright'), playwright(location.origin));
  for (const button of document.querySelectorAll('[data-copies]')) {
    const source = byId(button.dataset.copies);
    button.setAttribute('aria-label', `Copy: ${byId(`${source.id}-title`).textContent}`);
    button.addEventListener('click', () => copy(source, button));
  }
}

async function copy(source, button) {
  const said = await toClipboard(source);
  setText(byId('copied'), said);
  button.textContent = said;
  setTimeout(() => {
    button.textContent = 'Copy';
    setText(byId('copied'), '');
  }, 2_000);
}

/** Browsers give the clipboard to secure pages alone; elsewhere the text is selected, one key away. */
async function toClipboard(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return 'Copied';
  } catch {
    getSelection().selectAllChildren(source);
    return 'Selected';
  }
}

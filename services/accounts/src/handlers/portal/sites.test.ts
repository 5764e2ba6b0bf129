import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { portalScore, thresholdOf } from '../../core/portal-site.ts';
import { type PortalServer, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal();
}, 180_000);
afterAll(() => portal.close());

const wanted = {
  name: 'second-shop',
  settings: { domains: ['HTTPS://www.Shop.example/', '*.shop.example'], frictionlessThreshold: 0.6 },
};
const settings = { domains: ['shop.example', '*.shop.example'], frictionlessThreshold: 0.6 };

describe('a site', () => {
  test('is a project with scoring; its secret is told once', async () => {
    const story = await portal.story();
    const { status, body } = await story.ask('/sites/create', wanted);
    const { siteKey, secretKey } = body;
    expect([status, body]).toMatchObject([200, { name: 'second-shop', settings, active: true }]);
    expect([siteKey, secretKey]).toEqual([expect.stringMatching(/^pk_/), expect.stringMatching(/^sk_/)]);
    const again = await story.ask('/site/get', { siteKey });
    expect(again.body).toEqual({ ...body, secretKey: null });
    const made = ['project.created', 'scoring.enabled', 'settings.changed'];
    expect(await story.audited()).toEqual(made);
  });

  test('is listed once it has scoring', async () => {
    const story = await portal.story();
    await story.call('POST', '/v1/projects', { body: { name: 'Without' } });
    const sites = JSON.parse((await story.ask('/sites/get')).text);
    expect(sites).toMatchObject([{ name: 'Shop', siteKey: story.siteKey, secretKey: null }]);
  });

  test('changes what is named and nothing else', async () => {
    const story = await portal.story();
    const { siteKey } = story;
    const update = async (body: object) => (await story.ask('/sites/update', { siteKey, ...body })).body;
    expect(await update({ settings })).toMatchObject({ name: 'Shop', settings });
    expect(await update({ name: 'renamed' })).toMatchObject({ name: 'renamed', settings });
    expect(await update({ name: 'renamed' })).toMatchObject({ name: 'renamed' });
    const { body } = await story.call('GET', '/v1/projects/{project}/scoring/settings');
    expect(body).toMatchObject({ likely_bot_threshold: 40 });
  });

  test('changed by nothing is not written', async () => {
    const story = await portal.story();
    expect(await story.ask('/sites/update', { siteKey: story.siteKey })).toMatchObject({ status: 200 });
    expect(await story.audited()).toEqual([]);
  });

  test('deleted is switched off, and still there', async () => {
    const story = await portal.story();
    const { siteKey } = (await story.ask('/sites/create', wanted)).body;
    const deleted = { success: true, deactivatedSiteKey: siteKey };
    expect(await story.ask('/sites/delete', { siteKey })).toMatchObject({ status: 200, body: deleted });
    expect((await story.ask('/site/get', { siteKey })).body).toMatchObject({ active: false });
    expect((await story.audited()).at(-1)).toBe('project.deactivated');
  });
});

test.each([
  [0, 99],
  [0.01, 99],
  [0.3, 70],
  [0.5, 50],
  [0.7, 30],
  [0.99, 1],
  [1, 1],
])('a threshold of %d there is %d here', (frictionless, threshold) => {
  expect(thresholdOf(frictionless)).toBe(threshold);
});

test('a threshold here comes back from there', () => {
  for (let threshold = 1; threshold <= 99; threshold += 1)
    expect(thresholdOf(portalScore(threshold))).toBe(threshold);
});

import puppeteerCore from 'puppeteer-core';
import extra from 'puppeteer-extra';
import stealth from 'puppeteer-extra-plugin-stealth';
import { type Launch, puppeteerDriver } from './puppeteer.ts';

/** The stealth everybody tries first, as its documentation shows it. */
export const puppeteerStealth = () => {
  // Its types speak of the puppeteer package of 2020; what it wraps is whatever it is given.
  const wrapped = extra.addExtra(puppeteerCore as never).use(stealth());
  return puppeteerDriver('puppeteer-stealth', { headless: true }, (options) =>
    (wrapped.launch as unknown as Launch).call(wrapped, options),
  );
};

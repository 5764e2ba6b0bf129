/** The part of Selenium's interface used here: the package brings no types. */
declare module 'selenium-webdriver' {
  export interface Actions {
    move(to: { x: number; y: number; duration: number }): Actions;
    press(): Actions;
    release(): Actions;
    pause(ms: number): Actions;
    keyDown(key: string): Actions;
    keyUp(key: string): Actions;
    scroll(
      x: number,
      y: number,
      deltaX: number,
      deltaY: number,
      origin: undefined,
      duration: number,
    ): Actions;
    perform(): Promise<void>;
  }

  export interface Element {
    click(): Promise<void>;
    sendKeys(text: string): Promise<void>;
  }

  export interface WebDriver {
    get(url: string): Promise<void>;
    actions(options: { async: boolean }): Actions;
    findElement(by: object): Element;
    executeScript(script: string): Promise<unknown>;
    quit(): Promise<void>;
  }

  export class Builder {
    forBrowser(name: string): this;
    setChromeOptions(options: object): this;
    setChromeService(service: object): this;
    build(): Promise<WebDriver>;
  }

  export const By: { css(selector: string): object };
}

declare module 'selenium-webdriver/chrome.js' {
  export class Options {
    setBinaryPath(path: string): this;
    addArguments(...args: readonly string[]): this;
  }

  export class ServiceBuilder {
    constructor(path: string);
    setEnvironment(environment: Readonly<Record<string, string>>): this;
  }
}

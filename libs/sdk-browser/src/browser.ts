/**
 * What the script uses of a browser, and no more: tests hand in small objects of the same shape, and what some browser
 * lacks is optional here, so that the compiler asks what happens without it.
 */
export interface EventSource {
  addEventListener(type: string, listener: (event: never) => void, options?: ListenOptions): void;
}

export interface ListenOptions {
  readonly capture?: boolean;
  readonly passive?: boolean;
}

export interface PageEvent {
  /** ms since the page began, by the browser. */
  readonly timeStamp: number;
  readonly isTrusted: boolean;
  readonly target: unknown;
}

export interface PointerInput extends PageEvent {
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly buttons: number;
  /** A mouse with a button down reports 0.5. */
  readonly pressure?: number;
  getCoalescedEvents?(): { readonly length: number };
}

export interface KeyInput extends PageEvent {
  readonly code: string;
  readonly key: string;
  readonly keyCode?: number;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

export interface WheelInput extends PageEvent {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
}

export interface TouchInput extends PageEvent {
  readonly touches: { readonly length: number };
  readonly changedTouches: Iterable<{
    readonly clientX: number;
    readonly clientY: number;
    readonly radiusX?: number;
    readonly force?: number;
  }>;
}

export interface FieldInput extends PageEvent {
  readonly inputType?: string;
  readonly isComposing?: boolean;
}

/** An element, as far as a press or a scroll asks. */
export interface PageElement {
  readonly scrollTop?: number;
  readonly type?: unknown;
  getBoundingClientRect?(): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface ScriptTag {
  readonly src: string;
  getAttribute(name: string): string | null;
}

export interface PageDocument extends EventSource {
  readonly hidden: boolean;
  readonly documentElement: { readonly scrollHeight: number } | null;
  querySelector(selector: string): unknown;
}

export interface Answer {
  readonly status: number;
  json(): Promise<unknown>;
}

export interface SendOptions {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: 'same-origin';
  readonly keepalive: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface PageNavigator {
  readonly userAgent: string;
  readonly languages?: readonly string[];
  readonly maxTouchPoints?: number;
  sendBeacon?(url: string, body: unknown): boolean;
}

/** The page's own window. */
export interface PageWindow extends EventSource {
  readonly document: PageDocument;
  readonly navigator: PageNavigator;
  readonly location: {
    readonly href: string;
    readonly origin: string;
    readonly pathname: string;
    readonly host: string;
  };
  readonly performance: { now(): number };
  readonly crypto?: { getRandomValues?(bytes: Uint8Array): Uint8Array };
  /** Reading it throws where storage is forbidden. */
  readonly localStorage?: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  readonly navigation?: EventSource;
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly scrollY: number;
  readonly devicePixelRatio: number;
  readonly visualViewport?: { readonly scale: number } | null;
  readonly PointerEvent?: { readonly prototype: object };
  matchMedia?(query: string): { readonly matches: boolean };
  fetch?(url: string, options: SendOptions): Promise<Answer>;
  readonly AbortSignal?: { timeout?(ms: number): AbortSignal };
  setTimeout(callback: () => void, ms: number): unknown;
  /** What the script shows of itself. */
  botect?: { readonly flush?: unknown };
}

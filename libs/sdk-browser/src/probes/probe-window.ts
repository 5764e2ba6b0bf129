import type { PageWindow } from '../browser.ts';

/** What the probes look at, beyond what the listeners need; any of it may be missing, or throw when it is read. */
export interface ProbeWindow extends PageWindow {
  readonly outerWidth: number;
  readonly outerHeight: number;
  readonly document: PageWindow['document'] & {
    createElement(name: string): unknown;
    readonly documentElement: { appendChild(node: unknown): void } | null;
  };
  readonly navigator: PageWindow['navigator'] & {
    readonly webdriver?: boolean;
    readonly platform?: string;
    readonly plugins?: { readonly length: number };
    readonly hardwareConcurrency?: number;
    readonly userAgentData?: {
      readonly platform?: string;
      readonly brands?: readonly { readonly brand: string }[];
    };
    readonly permissions?: { query(what: { readonly name: string }): Promise<{ readonly state: string }> };
  };
  readonly Notification?: { readonly permission: string };
  readonly console: { groupEnd(value: unknown): void };
}

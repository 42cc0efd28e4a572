// What tests leave on a page's window, to be read back later.

export {};

declare global {
  interface Window {
    seen: { stages: string[]; slides: string[][] };
    spells: Record<string, number[]>;
    shown_at: number;
    not_reloaded: boolean;
    marked: unknown;
  }
}

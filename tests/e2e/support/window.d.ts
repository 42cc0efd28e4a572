// What tests store on a page's window.

export {};

declare global {
  interface Window {
    seen: { stages: string[]; slides: string[][] };
    periods: Record<string, number[]>;
    shown_at: number;
    not_reloaded: boolean;
    marked: unknown;
  }
}

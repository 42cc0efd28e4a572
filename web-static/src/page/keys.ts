// Marks the page while it is used with the keyboard, so that styles may show the focus then and
// only then: Chromium 63 does not tell by itself.
export function show_focus_to_keys(): void {
  const { classList } = document.documentElement;
  document.addEventListener('keydown', (event) => event.key === 'Tab' && classList.add('keys'));
  document.addEventListener('mousedown', () => classList.remove('keys'));
}

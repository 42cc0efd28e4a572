// Marks the page while it is used with the keyboard, so that styles show the focus only then:
// Chromium 63 has no :focus-visible.
export function mark_keyboard_use(): void {
  const { classList } = document.documentElement;
  document.addEventListener('keydown', (event) => event.key === 'Tab' && classList.add('keys'));
  document.addEventListener('mousedown', () => classList.remove('keys'));
}

// What makes a part of the picture open the sheet: a click, a tap, or Enter where the focus is.
// Nothing shows it: a wall has no pointer.
export function press(open: () => void) {
  return {
    tabIndex: 0,
    onClick: (event: Event) => {
      event.stopPropagation(); // a row lies on its tile
      open();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.stopPropagation();
      open();
    },
  };
}

// Makes an element open the sheet on a click, a tap, or Enter. It looks the same as before, because
// a wall has no pointer.
export function press(open: () => void) {
  return {
    tabIndex: 0,
    onClick: (event: Event) => {
      event.stopPropagation(); // a row is inside its tile, which opens as well
      open();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.stopPropagation();
      open();
    },
  };
}

// Makes an element open the sheet on a click or a tap. It looks the same as before, because a wall has
// no pointer. For the keyboard and for screen readers there is an Opener beside it.
export function press(open: () => void) {
  return {
    onClick: (event: Event) => {
      event.stopPropagation(); // a row is inside its tile, which opens as well
      open();
    },
  };
}

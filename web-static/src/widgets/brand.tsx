// The product's name above a page.
export function Brand() {
  return (
    <p class="brand">
      <span class="badge" aria-hidden="true">
        D
      </span>
      Dealbell
    </p>
  );
}

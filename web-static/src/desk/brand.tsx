// Whose page this is, small, above what it says.
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

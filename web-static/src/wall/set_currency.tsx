// Leads to the setup form of the start page: a link for a mouse or a phone, and the address to read
// on a wall.
export function SetCurrency() {
  return (
    <>
      <a href="/">Set the office currency</a> at {location.host}
    </>
  );
}

// Points to the question on the start page: a link for who has a mouse or a phone, an address for
// who reads it across the room.
export function SetCurrency() {
  return (
    <>
      <a href="/">Set the office currency</a> at {location.host}
    </>
  );
}

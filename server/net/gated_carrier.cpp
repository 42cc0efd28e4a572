#include "net/gated_carrier.hpp"

namespace dealbell::net {

bool GatedCarrier::write(Text frame) { return settle(gate().write(std::move(frame))); }

bool GatedCarrier::settle(Gate::Sent sent) {
  if (sent == Gate::Sent::failed) abort();  // the read that waits ends, too
  if (sent != Gate::Sent::waiting) return true;
  gate().when_writable([this, owner = owner_.shared_from_this()] {
    if (settle(gate().leave())) owner_.writable();
  });
  return false;
}

void GatedCarrier::abort() {
  boost::system::error_code ignored;
  gate().socket().close(ignored);
}

void GatedCarrier::fail() {
  abort();
  owner_.gone();
}

}  // namespace dealbell::net

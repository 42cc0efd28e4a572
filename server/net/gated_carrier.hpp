#pragma once

#include "net/carrier.hpp"
#include "net/gate.hpp"

namespace dealbell::net {

// The half that both ways share: frames leave through a gate.
class GatedCarrier : public Carrier {
 public:
  explicit GatedCarrier(Owner& owner) : owner_(owner) {}

  bool write(Text frame) override;
  void abort() override;

 protected:
  virtual Gate& gate() = 0;
  // Nothing can be heard any more.
  void fail();

  Owner& owner_;

 private:
  bool settle(Gate::Sent sent);
};

}  // namespace dealbell::net

#pragma once

#include <memory>
#include <string>

#include "core/org/org.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// Where an import goes: the server that runs on the data directory, or the ledger itself while none
// does. Either way the events take the ordinary way in.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // NDJSON; returns when it is durable and applied. Waits and repeats while the office is too busy.
  virtual Result<wire::Receipt> take(const std::string& ndjson) = 0;
  virtual Result<core::Org> org() = 0;
};

// Creates the ledger if there is none. The events become those of `source`: "api", or a configured
// one, whose live events then meet them.
Result<std::unique_ptr<EventSink>> open_sink(const std::string& data, const std::string& source);

// The org document alone, for a look: creates nothing, Errc::not_found without a ledger.
Result<core::Org> org_of(const std::string& data);

}  // namespace dealbell::app

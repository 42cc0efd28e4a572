#pragma once

#include <memory>
#include <string>

#include "core/org.hpp"
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

Result<std::unique_ptr<EventSink>> open_sink(const std::string& data);

}  // namespace dealbell::app

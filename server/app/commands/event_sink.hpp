#pragma once

#include <memory>
#include <string>

#include "core/org/org.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// The destination of an import: the server that runs on the data directory, or the ledger itself if
// none does. Both accept events as the API does.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // `ndjson`: events, one a line. Returns when they are on disk and counted. Retries for half a
  // minute while the server is too busy.
  virtual Result<wire::Receipt> submit(const std::string& ndjson) = 0;
  virtual Result<core::Org> org() = 0;
};

// Creates the ledger if there is none. The events are stored under `source`: "api", or a configured
// source, whose webhooks then continue the same deals.
Result<std::unique_ptr<EventSink>> open_sink(const std::string& data, const std::string& source);

// Only the org document. Creates nothing; Errc::not_found if there is no ledger.
Result<core::Org> org_of(const std::string& data);

}  // namespace dealbell::app

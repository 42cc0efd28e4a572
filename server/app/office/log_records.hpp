#pragma once

#include "redis/log_server.hpp"
#include "store/records.hpp"

namespace dealbell::app {

// Converts a record between its form in the ledger and its form in the shared log.
inline redis::LogRecord log_record(const store::Record& r) {
  return {r.source, r.event_id, to_ms(r.received_at), r.body};
}

inline store::Record stored_record(redis::LogRecord r) {
  store::Record record;
  record.source = std::move(r.source);
  record.event_id = std::move(r.event_id);
  record.received_at = from_ms(r.received_at);
  record.body = std::move(r.body);
  return record;
}

}  // namespace dealbell::app

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/commands/local_server.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The org document of a data directory, for commands: through the server that runs on it, or in the
// ledger if none does. Callers check a document before they put it; the server checks it again.
class OrgStore {
 public:
  // Creates the ledger if there is none and no server runs.
  static Result<OrgStore> open(const std::string& data);

  // The newest document. An office without one has the empty document as version 0.
  struct Versioned {
    std::string document;
    std::int64_t version = 0;
  };
  Result<Versioned> get();

  // Replaces the document, whatever its version, or only if it still has the expected one.
  Result<> put(const std::string& document, std::optional<std::int64_t> expected);

 private:
  explicit OrgStore(LocalServer server) : server_(std::move(server)) {}
  explicit OrgStore(store::Ledger ledger) : ledger_(std::move(ledger)) {}

  std::optional<LocalServer> server_;
  std::optional<store::Ledger> ledger_;  // exactly one of the two
};

}  // namespace dealbell::app

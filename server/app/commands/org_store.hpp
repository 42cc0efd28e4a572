#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/commands/local_server.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The org document of a data directory, for commands: through the server that runs on it, else in
// the ledger. Mistakes are for the caller to find first; the server finds them, too.
class OrgStore {
 public:
  // Makes the ledger where there is none and nobody serves.
  static Result<OrgStore> on(const std::string& data);

  // The newest document; of an office nobody has described, the empty one as version 0.
  struct Versioned {
    std::string document;
    std::int64_t version = 0;
  };
  Result<Versioned> get();

  // Replaces it: any, or exactly the version that was read.
  Result<> put(const std::string& document, std::optional<std::int64_t> expected);

 private:
  explicit OrgStore(RunningServer server) : server_(std::move(server)) {}
  explicit OrgStore(store::Ledger ledger) : ledger_(std::move(ledger)) {}

  std::optional<RunningServer> server_;
  std::optional<store::Ledger> ledger_;  // exactly one of the two
};

}  // namespace dealbell::app

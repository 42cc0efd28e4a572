#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/mapping/mapping.hpp"
#include "intake/signature/auth.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

// A configured sender of webhooks, with its secrets and its mapping loaded.
struct Source {
  std::string id;
  std::string title;
  std::vector<intake::Auth> auth;  // all must succeed
  intake::Mapping mapping;
  intake::Tables tables;
};

// The source of events in our own format, unless their sender names another.
inline constexpr std::string_view native_source = "api";

using SourceList = std::map<std::string, Source, std::less<>>;  // by id

// Reads the secrets and mapping files of the settings. Returns all mistakes at once, each with its
// pointer into the settings. Mappings run their samples; one that fails them is a mistake.
struct SourcesLoading {
  SourceList sources;  // those without a mistake in their mapping
  std::vector<Error> errors;
};
SourcesLoading load_sources(const ops::Config& config);

// The path of the mapping file that a source names: a built-in mapping, or a file relative to the
// settings.
Result<std::string> find_mapping(const std::string& mapping, const std::string& settings_file);

// The sources in use. The list is replaced as a whole, and a Source stays valid while it is held.
// Thread-safe.
class Sources {
 public:
  explicit Sources(SourceList list) { replace(std::move(list)); }
  void replace(SourceList list) { list_ = std::make_shared<const SourceList>(std::move(list)); }
  std::shared_ptr<const SourceList> all() const { return list_.load(); }
  // nullptr when there is none with this id.
  std::shared_ptr<const Source> find(std::string_view id) const;

 private:
  std::atomic<std::shared_ptr<const SourceList>> list_;
};

}  // namespace dealbell::app

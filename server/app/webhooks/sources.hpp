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

// A sender of webhooks, ready to be heard.
struct Source {
  std::string id;
  std::string title;
  std::vector<intake::Auth> auth;  // all must pass
  intake::Mapping mapping;
  intake::Tables tables;
};

using SourceList = std::map<std::string, Source, std::less<>>;  // by id

// Fetches secrets and mapping files; every mistake at once, each with its pointer into the
// settings. Mappings run their samples first: one that contradicts itself takes nothing.
struct SourcesLoading {
  SourceList sources;
  std::vector<Error> errors;
};
SourcesLoading load_sources(const ops::Config& config);

// The mapping file that a source names: one that ships, or a file beside the settings.
Result<std::string> find_mapping(const std::string& mapping, const std::string& settings_file);

// The sources there are now; another list replaces it whole. Thread-safe.
class Sources {
 public:
  explicit Sources(SourceList list) { replace(std::move(list)); }
  void replace(SourceList list) { list_ = std::make_shared<const SourceList>(std::move(list)); }
  std::shared_ptr<const SourceList> all() const { return list_.load(); }
  // nullptr when there is none by this id.
  std::shared_ptr<const Source> find(std::string_view id) const;

 private:
  std::atomic<std::shared_ptr<const SourceList>> list_;
};

}  // namespace dealbell::app

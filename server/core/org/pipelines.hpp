#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/events/event.hpp"
#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// A stage of the org document with interned names. `index` is its position in the pipeline, from 0.
struct Stage {
  Name id = no_name;
  int index = 0;
  std::optional<std::int32_t> probability_e4;
  std::optional<int> stuck_after_days;
  Name forecast = no_name;
  DealStatus status = DealStatus::unknown;  // of deals here whose events name none
  bool closes() const { return status == DealStatus::won || status == DealStatus::lost; }
};

// Resolves raw pipeline and stage keys by the org document. While it lists no pipelines, raw keys
// are used as they are, without an order of stages.
class Pipelines {
 public:
  Pipelines(const Org& org, Names& names);

  bool listed() const { return !all_.empty(); }
  // The pipeline's id; the first one for a deal that names none.
  Name pipeline(Name source, Name raw) const;
  // nullptr for a stage that the document does not list in this pipeline.
  const Stage* stage(Name pipeline, Name source, Name raw) const;
  const std::vector<Stage>* stages(Name pipeline) const;  // nullptr if it is not listed
  // The only source whose wins count in the pipeline; no_name if all sources count.
  Name authority(Name pipeline) const;
  // The display name of a pipeline or stage; its key if the document has no name for it.
  std::string_view name(Name id) const;

 private:
  struct Pipeline {
    Name id = no_name;
    Name authority = no_name;
    std::vector<Stage> stages;
    std::unordered_map<Name, std::size_t> by_key;  // ids and aliases
  };
  const Pipeline* find(Name pipeline) const;

  Names* names_;
  bool authorities_ = false;  // whether any pipeline has one
  std::vector<Pipeline> all_;
  std::unordered_map<Name, std::size_t> by_key_;
  std::unordered_map<Name, std::string> shown_;
};

}  // namespace dealbell::core

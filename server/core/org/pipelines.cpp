#include "core/org/pipelines.hpp"

namespace dealbell::core {
namespace {

// Tries "source:key", then "key".
template <class Table>
auto look_up(const Table& table, Names& names, Name source, Name raw) {
  if (table.empty() || raw == no_name) return table.end();
  const auto scoped = names.find(names.text(source) + ":" + names.text(raw));
  if (scoped != no_name)
    if (const auto found = table.find(scoped); found != table.end()) return found;
  return table.find(raw);
}

}  // namespace

Pipelines::Pipelines(const Org& org, Names& names) : names_(&names) {
  for (const auto& entry : org.pipelines) {
    auto& pipeline = all_.emplace_back();
    pipeline.id = names.intern(entry.id);
    pipeline.authority = names.intern(entry.authority);
    authorities_ = authorities_ || pipeline.authority != no_name;
    by_key_[pipeline.id] = all_.size() - 1;
    if (!entry.name.empty()) shown_[pipeline.id] = entry.name;
    for (const auto& alias : entry.aliases) by_key_[names.intern(alias)] = all_.size() - 1;
    for (const auto& stage : entry.stages) {
      const auto index = pipeline.stages.size();
      pipeline.stages.push_back({names.intern(stage.id), static_cast<int>(index),
                                 stage.probability_e4, stage.stuck_after_days,
                                 names.intern(stage.forecast), stage.status});
      pipeline.by_key[pipeline.stages.back().id] = index;
      if (!stage.name.empty()) shown_[pipeline.stages.back().id] = stage.name;
      for (const auto& alias : stage.aliases) pipeline.by_key[names.intern(alias)] = index;
    }
  }
}

Name Pipelines::pipeline(Name source, Name raw) const {
  if (all_.empty()) return raw;
  if (raw == no_name) return all_.front().id;
  const auto found = look_up(by_key_, *names_, source, raw);
  return found == by_key_.end() ? raw : all_[found->second].id;
}

const Pipelines::Pipeline* Pipelines::find(Name pipeline) const {
  for (const auto& one : all_)
    if (one.id == pipeline) return &one;
  return nullptr;
}

const Stage* Pipelines::stage(Name pipeline, Name source, Name raw) const {
  const auto* known = find(pipeline);
  if (!known) return nullptr;
  const auto found = look_up(known->by_key, *names_, source, raw);
  return found == known->by_key.end() ? nullptr : &known->stages[found->second];
}

const std::vector<Stage>* Pipelines::stages(Name pipeline) const {
  const auto* known = find(pipeline);
  return known ? &known->stages : nullptr;
}

Name Pipelines::authority(Name pipeline) const {
  const auto* known = authorities_ ? find(pipeline) : nullptr;
  return known ? known->authority : no_name;
}

std::string_view Pipelines::name(Name id) const {
  const auto shown = shown_.find(id);
  return shown == shown_.end() ? std::string_view(names_->text(id)) : shown->second;
}

}  // namespace dealbell::core

#include "wire/org/org_parts.hpp"

#include "wire/words.hpp"

namespace dealbell::wire {
namespace {

constexpr Word<core::DealStatus> stage_words[] = {
    {"open", core::DealStatus::open},
    {"won", core::DealStatus::won},
    {"lost", core::DealStatus::lost},
};

void read_stage(OrgReader& r, JsonCursor json, const std::string& at, core::OrgStage& stage) {
  r.in.members(json, at, stage_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "id") r.in.value(value, key_at, stage.id, take_id);
    if (key == "name") r.in.value(value, key_at, stage.name);
    if (key == "aliases") r.texts(value, key_at, aliases_max, stage.aliases);
    if (key == "probability" && value.kind() != JsonKind::null &&
        !r.in.value(value, key_at, stage.probability_e4.emplace()))
      stage.probability_e4.reset();
    if (key == "stuck_after_days") r.whole(value, key_at, 1, 3'650, stage.stuck_after_days);
    if (key == "forecast" && value.kind() != JsonKind::null)
      r.in.one_of(value, key_at, category_keys, stage.forecast);
    if (key == "status" && value.kind() != JsonKind::null)
      r.in.word(value, key_at, stage_words, stage.status);
  });
}

}  // namespace

void read_pipelines(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims pipelines{"pipeline"};
  r.in.elements(json, at, pipelines_max, [&](JsonCursor element, const std::string& pipeline_at) {
    auto& pipeline = r.org.pipelines.emplace_back();
    r.in.members(element, pipeline_at, pipeline_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "id") r.in.value(value, key_at, pipeline.id, take_id);
                   if (key == "name") r.in.value(value, key_at, pipeline.name);
                   if (key == "aliases") r.texts(value, key_at, aliases_max, pipeline.aliases);
                   if (key == "authority" && value.kind() != JsonKind::null)
                     r.in.value(value, key_at, pipeline.authority, take_key);
                   if (key != "stages") return;
                   Claims stages{"stage"};  // another pipeline may have a stage of the same id
                   r.in.elements(value, key_at, stages_max,
                                 [&](JsonCursor stage_json, const std::string& stage_at) {
                                   auto& stage = pipeline.stages.emplace_back();
                                   read_stage(r, stage_json, stage_at, stage);
                                   r.identify(stage, stage_at, stages);
                                 });
                 });
    r.identify(pipeline, pipeline_at, pipelines);
  });
}

Json write_pipelines(const core::Org& org) {
  return write_list(org.pipelines, [](const core::OrgPipeline& pipeline) {
    Json json{{"id", pipeline.id}, {"name", pipeline.name}};
    if (!pipeline.aliases.empty()) json["aliases"] = pipeline.aliases;
    if (!pipeline.authority.empty()) json["authority"] = pipeline.authority;
    json["stages"] = Json::array();
    for (const auto& stage : pipeline.stages) {
      Json written{{"id", stage.id}, {"name", stage.name}};
      if (!stage.aliases.empty()) written["aliases"] = stage.aliases;
      if (stage.probability_e4) written["probability"] = short_decimal(*stage.probability_e4);
      if (stage.stuck_after_days) written["stuck_after_days"] = *stage.stuck_after_days;
      if (!stage.forecast.empty()) written["forecast"] = stage.forecast;
      if (stage.status != core::DealStatus::unknown)
        written["status"] = text_of(stage_words, stage.status);
      json["stages"].push_back(std::move(written));
    }
    return json;
  });
}

}  // namespace dealbell::wire

#include "intake/mapping/mapping.hpp"

#include "intake/document/json.hpp"
#include "intake/mapping/apply_rules.hpp"
#include "intake/mapping/decode.hpp"
#include "intake/mapping/items.hpp"
#include "intake/mapping/read_plan.hpp"

namespace dealbell::intake {

MappingReadResult Mapping::read(std::string_view json) {
  const auto file = decode_json(json);
  if (!file) return {std::nullopt, {file.error()}};
  MappingReader reader;
  auto impl = std::make_shared<Impl>(Impl{read_plan(reader, {&*file, ""})});
  if (!reader.errors.empty()) return {std::nullopt, std::move(reader.errors)};
  return {Mapping(std::move(impl)), {}};
}

bool looks_like_mapping(std::string_view json) {
  const auto file = decode_json(json);
  return file && file->find("rules");
}

Result<std::vector<ItemOutcome>> Mapping::map(const Delivery& delivery, const std::string& source,
                                              Instant received_at, const Tables& tables,
                                              const core::Calendar& office) const {
  const auto& plan = impl_->plan;
  const auto root = decode(plan.formats, delivery);
  if (!root) return root.error();
  Evaluation evaluation(plan, *root, delivery, received_at, tables, office);
  const auto items = items_of(plan, *root, evaluation);
  if (!items) return items.error();
  std::vector<ItemOutcome> all;
  for (const auto& item : *items) {
    evaluation.set_item(*item.value);
    for (auto& outcome : apply_rules(plan, evaluation, item.index, source))
      all.push_back(std::move(outcome));
    if (evaluation.budget().exceeded())
      return error(Errc::too_large, "mapping this body takes too long");
  }
  if (all.empty())
    all.push_back({.kind = ItemOutcome::Kind::ignored, .reason = "nothing is in it"});
  return all;
}

std::optional<Reply> Mapping::challenge(const Delivery& delivery) const {
  const auto& plan = impl_->plan;
  if (plan.challenge.empty()) return std::nullopt;
  const auto root = decode(plan.formats, delivery);
  if (!root) return std::nullopt;
  const Tables none;
  Evaluation evaluation(plan, *root, delivery, {}, none, utc());
  const auto echo = evaluation.text(plan.challenge.front());
  if (!echo || !*echo || (*echo)->empty()) return std::nullopt;
  return Reply{200, "application/json", "{\"challenge\":" + to_json(Value::of(**echo)) + "}"};
}

const core::Calendar& Mapping::utc() {
  static const auto calendar = core::Calendar::create({}).value();
  return calendar;
}

Reply Mapping::reply() const { return impl_->plan.reply; }
std::size_t Mapping::sample_count() const { return impl_->plan.samples.size(); }
const std::string& Mapping::name() const { return impl_->plan.name; }
const std::string& Mapping::title() const { return impl_->plan.title; }
const std::vector<std::string>& Mapping::schemes() const { return impl_->plan.schemes; }
const std::vector<std::string>& Mapping::notes() const { return impl_->plan.notes; }
const Tables& Mapping::tables() const { return impl_->plan.tables; }

}  // namespace dealbell::intake

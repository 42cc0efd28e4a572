#include "intake/mapping/plan.hpp"

namespace dealbell::intake {
namespace {

constexpr std::pair<std::string_view, Format> format_words[] = {
    {"json", Format::json},
    {"form", Format::form},
    {"xml", Format::xml},
    {"jwt", Format::jwt},
    {"cloudevents", Format::cloudevents},
};

struct EmitWord {
  std::string_view word;
  Emit emit;
  std::string_view entity;
};
constexpr EmitWord emits[] = {
    {"deal", Emit::deal, "deal"},
    {"deal.delete", Emit::deal_delete, "deal"},
    {"deal.merge", Emit::deal_merge, "deal"},
    {"activity", Emit::activity, "activity"},
    {"activity.delete", Emit::activity_delete, "activity"},
    {"refund", Emit::refund, "refund"},
    {"refund.delete", Emit::refund_delete, "refund"},
    {"ignore", Emit::ignore, ""},
    {"reject", Emit::reject, ""},
};

template <class Entity>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  for (const auto& field : core::EventFields<Entity>::table)
    // Credit shares exist in our own format only: no CRM sends them in a form that the operators of
    // the language could read.
    if (field.name != "credits") names.emplace_back(field.name);
  return names;
}

}  // namespace

std::optional<Format> format_of(std::string_view word) {
  for (const auto& [text, format] : format_words)
    if (text == word) return format;
  return std::nullopt;
}

std::optional<Emit> emit_of(std::string_view word) {
  for (const auto& row : emits)
    if (row.word == word) return row.emit;
  return std::nullopt;
}

std::string_view entity_of(Emit emit) {
  for (const auto& row : emits)
    if (row.emit == emit) return row.entity;
  return {};
}

std::vector<std::string> field_names(Emit emit) {
  const auto entity = entity_of(emit);
  if (entity == "deal") return names_of<core::DealEvent>();
  if (entity == "activity") return names_of<core::ActivityEvent>();
  if (entity == "refund") return names_of<core::RefundEvent>();
  return {};
}

}  // namespace dealbell::intake

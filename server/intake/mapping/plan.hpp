#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/events/event.hpp"
#include "core/events/event_fields.hpp"
#include "intake/mapping/expression.hpp"
#include "intake/mapping/mapping.hpp"

namespace dealbell::intake {

enum class Format { json, form, xml, jwt, cloudevents };
enum class Emit {
  deal,
  deal_delete,
  deal_merge,
  activity,
  activity_delete,
  refund,
  refund_delete,
  ignore,
};

struct FieldRule {
  std::string name;  // of the native format; of a further amount "amounts/arr"
  Expression value;
};

// One rule; its pointer begins every error that it causes.
struct Rule {
  std::string pointer;
  Guard when;
  Emit emit = Emit::ignore;
  std::string reason{};
  std::optional<Guard> create{};  // whether this is the entity's creation; without one it is not
  std::optional<Guard> quiet{};   // its own or the plan's
  Expressions id{}, at{};
  Expressions losers{}, keep{};  // of a merge: ids or lists of them
  std::vector<FieldRule> set{}, previous{};
};

struct OrderKey {
  Expression of;
  std::vector<std::string> first{};  // globs; empty: by the value itself
};

struct Sample {
  std::string name;
  std::string pointer;
  Delivery delivery;
  Instant received_at;
  Tables tables{};
  Value expect{};
};

// A mapping after reading: everything is checked, names are places.
struct Plan {
  std::string name, title;
  std::vector<std::string> schemes, notes;
  std::vector<Format> formats{Format::json};  // of several the one the content type names
  Path each{};
  std::vector<OrderKey> order;
  Expressions dedupe;
  Expressions seq, sequence;
  std::optional<Guard> quiet;  // of rules without their own
  bool match_all = false;
  std::vector<Expression> lets;
  std::vector<Rule> rules;
  Tables tables;
  Reply reply;
  Expressions challenge;
  std::vector<Sample> samples;
};

struct Mapping::Impl {
  Plan plan;
};

// The words of the file.
std::optional<Format> format_of(std::string_view word);
std::optional<Emit> emit_of(std::string_view word);
// "deal", "activity" or "refund"; "" of ignore.
std::string_view entity_of(Emit emit);

// Fields of an entity that a mapping may set.
std::vector<std::string> field_names(Emit emit);

}  // namespace dealbell::intake

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
  reject,  // into the rejected box, with the reason
};

struct FieldRule {
  std::string name;  // as in the native format; "amounts/arr" for an additional amount
  Expression value;
};

// One rule of the mapping. Every error that it causes has a pointer that begins with the rule's.
struct Rule {
  std::string pointer;
  Guard when;
  Emit emit = Emit::ignore;
  std::string reason{};
  std::optional<Guard> create{};  // whether the event creates its entity; without it, it does not
  std::optional<Guard> quiet{};   // the rule's own or the plan's
  Expressions id{}, at{};
  Expressions losers{}, keep{};  // of a merge: ids or lists of ids
  std::vector<FieldRule> set{}, previous{};
};

struct OrderKey {
  Expression of;
  std::vector<std::string> first{};  // globs; empty: sort by the value itself
};

struct Sample {
  std::string name;
  std::string pointer;
  Delivery delivery;
  Instant received_at;
  Tables tables{};
  Value expect{};
};

// A mapping file after parsing and checking, with names resolved to indexes.
struct Plan {
  std::string name, title;
  std::vector<std::string> schemes, notes;
  std::vector<Format> formats{Format::json};  // if several, the content type decides
  Path each{};
  std::vector<OrderKey> order;
  Expressions dedupe;
  Expressions seq, sequence;
  std::optional<Guard> quiet;  // for rules without their own
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

// By the words that the file uses.
std::optional<Format> format_of(std::string_view word);
std::optional<Emit> emit_of(std::string_view word);
// "deal", "activity" or "refund"; "" for ignore and reject.
std::string_view entity_of(Emit emit);

// The fields of an entity that a mapping may set.
std::vector<std::string> field_names(Emit emit);

}  // namespace dealbell::intake

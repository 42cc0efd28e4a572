#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"
#include "intake/delivery.hpp"

namespace dealbell::intake {

// Operator-editable lookup tables: name → key → value.
using Tables = std::map<std::string, std::map<std::string, std::string>>;

// What became of one item of a delivery. An item may give several events (a merge does).
struct Outcome {
  enum class Kind { event, ignored, failed };

  Kind kind = Kind::event;
  std::size_t item = 0;  // place in the fan-out, before ordering
  core::Event event{};   // when kind is event
  std::string reason{};  // when ignored: why
  Error error{};         // when failed: why, with the JSON pointer into the mapping's place
  // What the sender says was there before, field and text: for whoever looks at a dry run.
  std::vector<std::pair<std::string, std::string>> previous{};
  std::optional<std::int64_t> sequence{};  // the sender's own dense number, where it has one
};

// What the sender wants to hear when everything was taken.
struct Reply {
  int status = 200;
  std::string content_type{};  // empty: our own JSON receipt
  std::string body{};
};

struct MappingReading;

// A mapping file, read and checked: what a sender's payloads mean. Immutable; any thread. The
// language is described in config/sources/README.md.
class Mapping {
 public:
  // All mistakes at once, each with its JSON pointer. Samples are not run here.
  static MappingReading read(std::string_view json);

  // In the mapping's order. An Error when the body cannot be decoded at all or is too large in some
  // way; then nothing is taken from it. Cost is linear in the body.
  Result<std::vector<Outcome>> map(const Delivery& delivery, const std::string& source,
                                   Instant received_at, const Tables& tables) const;

  // An answer that needs no event: a challenge to echo. Asked before `map`.
  std::optional<Reply> challenge(const Delivery& delivery) const;
  Reply reply() const;

  // Runs the samples inside the mapping; what differs from what they expect, each with its pointer.
  std::vector<Error> run_samples() const;
  std::size_t sample_count() const;

  const std::string& name() const;
  const std::string& title() const;
  // Schemes the sender can use, the best first.
  const std::vector<std::string>& schemes() const;
  // What a sender cannot do, for whoever sets it up.
  const std::vector<std::string>& notes() const;
  // The tables that the mapping asks and what it knows itself; those given to map() come before.
  const Tables& tables() const;

  struct Impl;
  explicit Mapping(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

struct MappingReading {
  std::optional<Mapping> mapping;  // absent when there are errors
  std::vector<Error> errors;
};

// Whether a file is meant to be a mapping, also one with mistakes: a JSON object with "rules".
bool looks_like_mapping(std::string_view json);

}  // namespace dealbell::intake

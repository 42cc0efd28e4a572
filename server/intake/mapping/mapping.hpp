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
#include "core/calendar/calendar.hpp"
#include "core/events/event.hpp"
#include "intake/delivery.hpp"

namespace dealbell::intake {

// Lookup tables, which operators can extend: name → key → value.
using Tables = std::map<std::string, std::map<std::string, std::string>>;

// What a mapping makes of one item of a delivery. An item may have several outcomes, because it may
// give several events (a merge does).
struct ItemOutcome {
  enum class Kind { event, ignored, failed };

  Kind kind = Kind::event;
  std::size_t item = 0;  // index in the delivery, before sorting
  core::Event event{};   // if kind is event
  std::string reason{};  // if ignored
  Error error{};         // if failed; its pointer leads into the mapping
  // Previous values according to the sender, field and text; shown in dry runs.
  std::vector<std::pair<std::string, std::string>> previous{};
  std::optional<std::int64_t> sequence{};  // the sender's own consecutive number, if it has one
};

// What a mapping answers to its sender.
struct Reply {
  int status = 200;
  std::string content_type{};  // empty: our own JSON receipt
  std::string body{};
};

struct MappingReadResult;

// A parsed and checked mapping file, which says what a sender's payloads mean. Immutable, usable
// from any thread. The language is described in config/sources/README.md.
class Mapping {
 public:
  // Reports all mistakes, each with its JSON pointer. Does not run the samples.
  static MappingReadResult read(std::string_view json);

  // The outcomes of all items, in the mapping's order. An Error if the body cannot be decoded or is
  // beyond a limit; then no event is taken from it. The cost is linear in the body. `office` says
  // which day an instant belongs to; the default is UTC.
  Result<std::vector<ItemOutcome>> map(const Delivery& delivery, const std::string& source,
                                       Instant received_at, const Tables& tables,
                                       const core::Calendar& office = utc()) const;
  static const core::Calendar& utc();

  // The answer to a challenge, which contains no event; nullopt if this is not one. Call before
  // map.
  std::optional<Reply> challenge(const Delivery& delivery) const;
  // The answer if everything was taken.
  Reply reply() const;

  // Runs the samples in the file. Returns the differences from what they expect, each with its
  // pointer.
  std::vector<Error> run_samples() const;
  std::size_t sample_count() const;

  const std::string& name() const;
  const std::string& title() const;
  // Authentication schemes that the sender can use, the best first.
  const std::vector<std::string>& schemes() const;
  // For the person who sets the sender up, for example what it cannot do.
  const std::vector<std::string>& notes() const;
  // The file's own tables. Rows of the tables given to map() replace rows of these.
  const Tables& tables() const;

  struct Impl;
  explicit Mapping(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

struct MappingReadResult {
  std::optional<Mapping> mapping;  // absent if there are errors
  std::vector<Error> errors;
};

// Whether a file is meant to be a mapping, possibly with mistakes: a JSON object with "rules".
bool looks_like_mapping(std::string_view json);

}  // namespace dealbell::intake

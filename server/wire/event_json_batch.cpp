#include <optional>

#include "wire/event_json.hpp"
#include "wire/event_json_read.hpp"
#include "wire/json_check.hpp"
#include "wire/json_cursor.hpp"

namespace dealbell::wire {
namespace {

constexpr std::string_view space = " \t\r\n";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

// Removes the first line from `rest` and returns it without surrounding space.
std::string_view next_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  const auto line = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

// NDJSON if the first line looks like a complete object and another object begins on a later line.
// One object printed over several lines never looks like that.
bool looks_like_ndjson(std::string_view body) {
  auto rest = body;
  const auto first = next_line(rest);
  const auto second = trim(rest);
  return first.starts_with('{') && first.ends_with('}') && second.starts_with('{');
}

Error too_many_events() {
  return error(Errc::too_large, "more than " + std::to_string(events_per_body_max) +
                                    " events in one request: send them in several");
}

class BatchReader {
 public:
  BatchReader(std::string_view source, Instant received_at)
      : source_(source), received_at_(received_at) {}

  Result<ParsedBatch> lines(std::string_view body) {
    auto rest = body;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const auto line = next_line(rest);
      if (line.empty()) continue;
      if (full()) return too_many_events();
      if (auto good = check_json(line, number); good)
        add(line);
      else
        batch_.items.push_back({batch_.items.size(), good.error(), line});
    }
    return std::move(batch_);
  }

  // Reads no event before the whole body is known to be valid JSON.
  Result<ParsedBatch> array(std::string_view body) {
    if (auto good = check_json(body); !good) return good.error();
    std::vector<std::string_view> elements;
    auto collected = JsonCursor(body).take_array([&](JsonCursor& element) -> Result<> {
      if (elements.size() == events_per_body_max) return too_many_events();
      elements.push_back(element.take_raw());
      return {};
    });
    if (!collected) return collected.error();
    batch_.items.reserve(elements.size());
    for (const auto element : elements) add(element);
    return std::move(batch_);
  }

  Result<ParsedBatch> object(std::string_view body) {
    if (auto good = check_json(body); !good) return good.error();
    add(trim(body));
    return std::move(batch_);
  }

 private:
  bool full() const { return batch_.items.size() == events_per_body_max; }

  void add(std::string_view checked) {
    batch_.items.push_back(
        {batch_.items.size(),
         read_checked_event(checked, source_, received_at_, OccurredAt::required), checked});
  }

  std::string_view source_;
  Instant received_at_;
  ParsedBatch batch_;
};

}  // namespace

Result<ParsedBatch> parse_events(std::string_view body, BodyKind kind, std::string_view source,
                                 Instant received_at) {
  if (body.starts_with("\xEF\xBB\xBF"))
    body.remove_prefix(3);  // a byte order mark, which some Windows tools prepend
  const auto front = body.find_first_not_of(space);
  if (front == std::string_view::npos)
    return error(Errc::bad_json, "line 1, column 1: the body is empty");
  BatchReader reader(source, received_at);
  const bool ndjson = kind == BodyKind::ndjson ||
                      (kind == BodyKind::detect && looks_like_ndjson(body.substr(front)));
  if (ndjson) return reader.lines(body);
  return body[front] == '[' ? reader.array(body) : reader.object(body);
}

}  // namespace dealbell::wire

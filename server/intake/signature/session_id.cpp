#include "intake/signature/session_id.hpp"

#include <algorithm>
#include <string_view>

#include "intake/signature/scheme.hpp"

namespace dealbell::intake::signature {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_session_id(std::string_view name) {
  const auto colon = name.rfind(':');
  return name.substr(colon == npos ? 0 : colon + 1) == "SessionId";
}

std::size_t name_end(std::string_view text, std::size_t begin) {
  return std::min(text.find_first_of(" \t\r\n/<>", begin), text.size());
}

// The ">" that ends a tag, not one inside an attribute.
std::size_t tag_end(std::string_view text, std::size_t at) {
  for (char quote = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0)
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '>')
      return at;
  }
  return npos;
}

// The next tag of a session id: where it begins, and where its name ends.
struct Tag {
  std::size_t begin = npos;
  std::size_t end = npos;
};
Tag next_tag(std::string_view text, std::string_view mark, std::size_t from) {
  for (auto at = text.find(mark, from); at != npos;) {
    const auto name = at + mark.size();
    const auto end = name_end(text, name);
    if (is_session_id(text.substr(name, end - name))) return {at, end};
    at = text.find(mark, end);
  }
  return {};
}

}  // namespace

void redact_session_ids(std::string& text) {
  const std::string_view all = text;
  std::string kept;
  std::size_t done = 0;
  for (auto tag = next_tag(all, "<", 0); tag.begin != npos; tag = next_tag(all, "<", done)) {
    const auto end = tag_end(all, tag.end);
    const auto begin = end == npos ? tag.end : end + 1;
    kept.append(all, done, begin - done);
    done = begin;
    if (end != npos && all[end - 1] == '/') continue;
    done = end == npos ? all.size() : std::min(next_tag(all, "</", begin).begin, all.size());
    if (done > begin) kept += redaction;
  }
  if (done != 0) text = kept.append(all, done);
}

}  // namespace dealbell::intake::signature

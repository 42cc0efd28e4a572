#include "net/http/uri.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/percent_encoding.hpp"
#include "base/utf8.hpp"

namespace dealbell::net {

namespace {

// Where the host begins in an absolute target.
std::optional<std::size_t> authority_begin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (ascii_lower(target.substr(0, scheme.size())) == scheme) return scheme.size();
  return std::nullopt;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  auto out = percent_decode(text, plus_is_space ? Plus::space : Plus::literal);
  if (!out || out->find('\0') != out->npos || first_bad_utf8(*out) < out->size())
    return std::nullopt;
  return out;
}

std::optional<QueryMap> parse_query(std::string_view text) {
  QueryMap query;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(equals == pair.npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    query[std::move(*name)] = std::move(*value);
  }
  return query;
}

std::optional<std::string_view> host_of_target(std::string_view target) {
  const auto begin = authority_begin(target);
  if (!begin) return std::nullopt;
  const auto end = std::min(target.size(), target.find_first_of("/?", *begin));
  return target.substr(*begin, end - *begin);
}

std::optional<Target> parse_target(std::string_view target) {
  std::string with_slash;
  if (const auto begin = authority_begin(target)) {
    target.remove_prefix(std::min(target.size(), target.find_first_of("/?", *begin)));
    if (!target.starts_with('/')) target = with_slash = "/" + std::string(target);
  }
  if (!target.starts_with('/')) return std::nullopt;
  const auto mark = target.find('?');
  auto path = percent_decoded(target.substr(0, mark));
  auto query = parse_query(mark == target.npos ? "" : target.substr(mark + 1));
  if (!path || !query) return std::nullopt;
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace dealbell::net

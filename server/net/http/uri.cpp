#include "net/http/uri.hpp"

#include "base/percent_encoding.hpp"
#include "base/utf8.hpp"

namespace dealbell::net {

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

std::optional<Target> parse_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    target = slash == target.npos ? std::string_view("/") : target.substr(slash);
  }
  if (!target.starts_with('/')) return std::nullopt;
  const auto mark = target.find('?');
  auto path = percent_decoded(target.substr(0, mark));
  auto query = parse_query(mark == target.npos ? "" : target.substr(mark + 1));
  if (!path || !query) return std::nullopt;
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace dealbell::net

#include "redis/reply.hpp"

namespace dealbell::redis {
namespace {

std::string_view name(Reply::Kind kind) {
  constexpr std::string_view names[] = {"nothing",  "an integer", "a text",
                                        "a status", "an error",   "an array"};
  return names[static_cast<std::size_t>(kind)];
}

Error wrong_kind(const Reply& reply, Reply::Kind expected) {
  if (reply.is_error()) return error(Errc::internal, "Redis answered: " + reply.text);
  return error(Errc::internal, "Redis answered " + std::string(name(reply.kind)) + " instead of " +
                                   std::string(name(expected)));
}

}  // namespace

bool Reply::is_error(std::string_view word) const {
  return is_error() && text.starts_with(word) &&
         (text.size() == word.size() || text[word.size()] == ' ');
}

Result<std::string> as_text(Reply reply) {
  if (reply.kind != Reply::Kind::text && reply.kind != Reply::Kind::status)
    return wrong_kind(reply, Reply::Kind::text);
  return std::move(reply.text);
}

Result<std::int64_t> as_integer(const Reply& reply) {
  if (reply.kind != Reply::Kind::integer) return wrong_kind(reply, Reply::Kind::integer);
  return reply.integer;
}

Result<std::vector<Reply>> as_array(Reply reply) {
  if (reply.kind != Reply::Kind::array) return wrong_kind(reply, Reply::Kind::array);
  return std::move(reply.array);
}

}  // namespace dealbell::redis

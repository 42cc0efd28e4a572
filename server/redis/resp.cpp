#include "redis/resp.hpp"

#include <hiredis/hiredis.h>

#include <new>

namespace dealbell::redis {
namespace {

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

Reply converted(const redisReply& from) {
  Reply reply;
  switch (from.type) {
    case REDIS_REPLY_INTEGER:
      reply.kind = Reply::Kind::integer;
      reply.integer = from.integer;
      break;
    case REDIS_REPLY_STRING:
      reply.kind = Reply::Kind::text;
      break;
    case REDIS_REPLY_STATUS:
      reply.kind = Reply::Kind::status;
      break;
    case REDIS_REPLY_ERROR:
      reply.kind = Reply::Kind::error;
      break;
    case REDIS_REPLY_ARRAY:
      reply.kind = Reply::Kind::array;
      reply.array.reserve(from.elements);
      for (std::size_t i = 0; i < from.elements; ++i)
        reply.array.push_back(converted(*from.element[i]));
      break;
    default:
      break;  // nil; we never ask for RESP3 with its other kinds
  }
  if (from.str && from.type != REDIS_REPLY_ARRAY) reply.text.assign(from.str, from.len);
  return reply;
}

}  // namespace

void append_command(std::string& out, const Command& command) {
  std::vector<const char*> arguments;
  std::vector<std::size_t> sizes;
  for (const auto& argument : command) {
    arguments.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* text = nullptr;
  const auto size = redisFormatCommandArgv(&text, static_cast<int>(command.size()),
                                           arguments.data(), sizes.data());
  if (size < 0) throw std::bad_alloc();
  out.append(text, static_cast<std::size_t>(size));
  redisFreeCommand(text);
}

void ReplyReader::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader(std::size_t reply_max_bytes)
    : reader_(redisReaderCreate()), reply_max_bytes_(reply_max_bytes) {
  if (!reader_) throw std::bad_alloc();
}

Result<> ReplyReader::feed(std::string_view bytes) {
  pending_ += bytes.size();
  if (pending_ > reply_max_bytes_)
    return error(Errc::too_large,
                 "a reply from Redis has more than " + std::to_string(reply_max_bytes_) + " bytes");
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK)
    return error(Errc::corrupt,
                 std::string("Redis sent something that is not RESP: ") + reader_->errstr);
  return {};
}

Result<std::optional<Reply>> ReplyReader::next() {
  void* found = nullptr;
  if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK)
    return error(Errc::corrupt,
                 std::string("Redis sent something that is not RESP: ") + reader_->errstr);
  if (!found) return std::optional<Reply>();
  const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(found));
  pending_ = reader_->len - reader_->pos;
  return std::optional<Reply>(converted(*reply));
}

}  // namespace dealbell::redis

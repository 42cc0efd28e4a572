#include "redis/resp.hpp"

#include <gtest/gtest.h>

#include <random>

namespace dealbell::redis {
namespace {

std::string written(const Reply& reply) {
  const auto sized = [](char mark, std::size_t size) {
    return mark + std::to_string(size) + "\r\n";
  };
  switch (reply.kind) {
    case Reply::Kind::nil:
      return "$-1\r\n";
    case Reply::Kind::integer:
      return ":" + std::to_string(reply.integer) + "\r\n";
    case Reply::Kind::text:
      return sized('$', reply.text.size()) + reply.text + "\r\n";
    case Reply::Kind::status:
      return "+" + reply.text + "\r\n";
    case Reply::Kind::error:
      return "-" + reply.text + "\r\n";
    case Reply::Kind::array:
      break;
  }
  auto text = sized('*', reply.array.size());
  for (const auto& element : reply.array) text += written(element);
  return text;
}

Reply random_reply(std::mt19937_64& random, int depth) {
  Reply reply;
  reply.kind = static_cast<Reply::Kind>(random() % (depth < 4 ? 6 : 5));
  if (reply.kind == Reply::Kind::integer) reply.integer = static_cast<std::int64_t>(random());
  if (reply.kind == Reply::Kind::text)
    for (auto left = random() % 40; left > 0; --left) reply.text += static_cast<char>(random());
  if (reply.kind == Reply::Kind::status || reply.kind == Reply::Kind::error)
    for (auto left = random() % 40; left > 0; --left)
      reply.text += static_cast<char>('a' + random() % 26);
  if (reply.kind == Reply::Kind::array)
    for (auto left = random() % 5; left > 0; --left)
      reply.array.push_back(random_reply(random, depth + 1));
  return reply;
}

TEST(Resp, AnyReplyIsParsedFromAnyPieces) {
  const auto seed = static_cast<std::uint64_t>(testing::UnitTest::GetInstance()->random_seed());
  std::mt19937_64 random(seed);
  std::vector<Reply> sent, read;
  std::string bytes;
  for (int i = 0; i < 500; ++i) {
    sent.push_back(random_reply(random, 0));
    bytes += written(sent.back());
  }
  ReplyReader reader(1 << 20);

  for (std::string_view rest = bytes; !rest.empty();) {
    const auto piece = rest.substr(0, random() % 200);
    rest.remove_prefix(piece.size());
    ASSERT_TRUE(reader.feed(piece));
    for (auto reply = reader.next(); reply.value(); reply = reader.next())
      read.push_back(std::move(**reply));
  }

  EXPECT_TRUE(read == sent) << "seed " << seed;
}

TEST(Resp, ACommandIsWrittenInResp) {
  std::string bytes;
  append_command(bytes, {"SET", "a b", std::string("\0\r\n", 3), ""});
  EXPECT_EQ(bytes, std::string("*4\r\n$3\r\nSET\r\n$3\r\na b\r\n$3\r\n\0\r\n\r\n$0\r\n\r\n", 37));
}

TEST(Resp, AReplyBeyondTheLimitIsRefusedBeforeItIsComplete) {
  ReplyReader reader(1000);
  ASSERT_TRUE(reader.feed("$100000\r\n"));
  ASSERT_FALSE(reader.next().value());
  ASSERT_TRUE(reader.feed(std::string(900, 'x')));
  const auto refused = reader.feed(std::string(900, 'x'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::too_large);
}

TEST(Resp, ManySmallRepliesAreNotOneLargeOne) {
  ReplyReader reader(1000);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(reader.feed("+OK\r\n+OK\r\n+O"));
    ASSERT_TRUE(reader.feed("K\r\n"));
    for (int k = 0; k < 3; ++k) ASSERT_TRUE(reader.next().value());
  }
}

TEST(Resp, WhatIsNotRespIsRefused) {
  for (const char* bytes : {"HTTP/1.1 400 Bad Request\r\n", ":12x\r\n", "$x\r\n", "*-7\r\n"}) {
    ReplyReader reader(1000);
    ASSERT_TRUE(reader.feed(bytes));
    const auto reply = reader.next();
    ASSERT_FALSE(reply) << bytes;
    EXPECT_EQ(reply.error().code, Errc::corrupt);
  }
}

TEST(Reply, AnUnexpectedKindIsAnError) {
  const Reply error{Reply::Kind::error, 0, "WRONGTYPE Operation against a key", {}};
  EXPECT_TRUE(error.is_error("WRONGTYPE"));
  EXPECT_FALSE(error.is_error("WRONG"));
  EXPECT_NE(as_text(error).error().message.find("WRONGTYPE Operation"), std::string::npos);
  EXPECT_EQ(as_integer(Reply{}).error().message, "Redis answered nothing instead of an integer");
  EXPECT_EQ(as_integer(Reply{Reply::Kind::integer, 7, {}, {}}).value(), 7);
}

}  // namespace
}  // namespace dealbell::redis

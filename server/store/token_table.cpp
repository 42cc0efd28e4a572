#include "store/token_table.hpp"

namespace dealbell::store {
namespace {

constexpr std::int64_t tokens_max = 10'000;  // far more than one office has screens and people

Token token_in(const Row& row) {
  Token token;
  token.id = row.bytes(0);
  token.name = row.bytes(1);
  token.role = row.bytes(2);
  token.hash = row.bytes(3);
  token.created_at = from_ms(row.integer(4));
  if (const auto expires = row.optional_integer(5)) token.expires_at = from_ms(*expires);
  return token;
}

}  // namespace

TokenTable::TokenTable(Database& database)
    : database_(database),
      count_others_(database, "SELECT count(*) FROM token WHERE id != ? AND role != 'revoked'"),
      drop_old_revoked_(database,
                        "DELETE FROM token WHERE role = 'revoked' AND id NOT IN (SELECT id FROM "
                        "token WHERE role = 'revoked' ORDER BY created_at DESC LIMIT ?)"),
      put_(database,
           "INSERT OR REPLACE INTO token (id, name, role, hash, created_at, expires_at) "
           "VALUES (?, ?, ?, ?, ?, ?)"),
      all_(
          database,
          "SELECT id, name, role, hash, created_at, expires_at FROM token ORDER BY created_at, id"),
      one_(database, "SELECT id, name, role, hash, created_at, expires_at FROM token WHERE id = ?"),
      remove_(database, "DELETE FROM token WHERE id = ? RETURNING id") {}

Result<> TokenTable::put(const Token& token) {
  std::int64_t others = 0;
  const auto take = [&](const Row& row) {
    others = row.integer(0);
    return true;
  };
  std::optional<std::int64_t> expires;
  if (token.expires_at) expires = to_ms(*token.expires_at);
  const auto work = [&]() -> Result<> {
    const std::string_view id = token.id;
    if (auto counted = count_others_.query(take, id); !counted) return counted;
    const bool revoked = token.role == "revoked";
    if (revoked) {
      if (auto dropped = drop_old_revoked_.run(tokens_max - 1); !dropped) return dropped;
    } else if (others >= tokens_max) {
      return error(Errc::too_many, "there are 10,000 tokens already");
    }
    return put_.run(id, std::string_view(token.name), std::string_view(token.role),
                    std::string_view(token.hash), to_ms(token.created_at), expires);
  };
  return database_.transact(work);
}

Result<std::vector<Token>> TokenTable::all() {
  std::vector<Token> tokens;
  const auto take = [&](const Row& row) {
    tokens.push_back(token_in(row));
    return true;
  };
  if (auto read = all_.query(take); !read) return read.error();
  return tokens;
}

Result<std::optional<Token>> TokenTable::one(const std::string& id) {
  std::optional<Token> found;
  const auto take = [&](const Row& row) {
    found = token_in(row);
    return true;
  };
  if (auto read = one_.query(take, std::string_view(id)); !read) return read.error();
  return found;
}

Result<bool> TokenTable::remove(const std::string& id) {
  bool found = false;
  const auto take = [&](const Row&) { return found = true; };
  const auto work = [&] { return remove_.query(take, std::string_view(id)); };
  if (auto removed = database_.transact(work); !removed) return removed.error();
  return found;
}

}  // namespace dealbell::store

#include "app/auth/admin_token.hpp"

#include <filesystem>

#include "app/system/files.hpp"
#include "io/clock.hpp"

namespace dealbell::app {

boost::asio::awaitable<Result<std::string>> ensure_admin_token(Office& office, Access& access,
                                                               std::string data, std::string name) {
  if (std::filesystem::exists(token_path(data))) {
    auto text = read_file(token_path(data));
    if (!text) co_return text.error();
    while (!text->empty() && text->back() == '\n') text->pop_back();
    const auto known = access.credentials().identify(*text, io::now());
    if (known && known->role == core::AccessRole::admin && known->device.empty())
      co_return known->token;
  }
  const auto issued =
      access.credentials().issue(std::move(name), core::AccessRole::admin, io::now(), std::nullopt);
  wire::OfficeChange change = change_of(issued.token);
  const auto kept = co_await office.commit(std::move(change));
  if (!kept) co_return kept.error();
  if (auto written = write_private_file(token_path(data), issued.secret + "\n"); !written)
    co_return written.error();
  co_return issued.token.id;
}

}  // namespace dealbell::app

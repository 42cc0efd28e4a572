#include "app/auth/admin_token.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>

#include "app/system/files.hpp"
#include "io/clock.hpp"

namespace dealbell::app {

Result<std::string> admin_token(Office& office, Access& access, const std::string& data,
                                const std::string& name) {
  if (std::filesystem::exists(token_path(data))) {
    auto text = read_file(token_path(data));
    if (!text) return text.error();
    while (!text->empty() && text->back() == '\n') text->pop_back();
    if (access.role_of(*text, io::now()) == Access::Role::admin) return *text;
  }
  const auto issued = access.issue(name, "admin", io::now(), std::nullopt);
  auto kept = boost::asio::co_spawn(office.loop().context(), office.put_token(issued.token),
                                    boost::asio::use_future)
                  .get();
  if (!kept) return kept.error();
  if (auto written = write_private_file(token_path(data), issued.secret + "\n"); !written)
    return written.error();
  return issued.secret;
}

}  // namespace dealbell::app

#include "app/api/login.hpp"

#include "app/auth/session_cookie.hpp"
#include "app/office/office_change.hpp"
#include "io/clock.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {

Answer post_login(ApiContext& api, const net::Request& request) {
  const auto login = wire::read_login(request.body);
  const auto opened = api.access.log_in(request, login, io::now());
  if (!opened) co_return net::problem(opened.error());
  wire::OfficeChange change = change_of(opened->device);
  const auto kept = co_await api.office.commit(std::move(change));
  if (!kept) {
    api.access.credentials().revoke(opened->device.id);
    co_return net::problem(kept.error());
  }
  if (opened->replaced) {
    change = wire::Revoked{*opened->replaced, {}};
    const auto revoked = co_await api.office.commit(std::move(change));
    if (!revoked) co_return net::problem(revoked.error());
  }
  net::Response response;
  response.status = 204;
  response.headers = {{"Set-Cookie", set_session_cookie(opened->secret, request)},
                      {"Cache-Control", "no-store"}};
  co_return response;
}

}  // namespace dealbell::app

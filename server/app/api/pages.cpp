#include "app/api/pages.hpp"

#include "net/http/static_files.hpp"

namespace dealbell::app {

Answer get_page(ApiContext& api, const char* file, const net::Request& request) {
  co_return net::static_file(api.web_dir, file, request);
}

}  // namespace dealbell::app

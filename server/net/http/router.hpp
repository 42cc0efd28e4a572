#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "net/http/http.hpp"

namespace dealbell::net {

std::string_view name_of(Method method);
std::optional<Method> method_named(std::string_view name);

// Finds the route of a request. A literal part is preferred to a {name}, which matches one part
// that is not empty. Immutable after construction; any thread.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Match {
    const Route* route = nullptr;  // null: no route for this method
    std::map<std::string, std::string, std::less<>> params;
    std::string allow;  // the methods of this path, "" if there is no such path
  };
  // HEAD is served by the GET route. `path` is decoded.
  Match find(std::optional<Method> method, std::string_view path) const;

 private:
  struct Entry {
    std::vector<std::string> parts;
    Route route;
  };
  std::vector<Entry> entries_;  // fewer {name} parts first
};

}  // namespace dealbell::net

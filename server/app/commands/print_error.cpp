#include "app/commands/print_error.hpp"

#include <iostream>

namespace dealbell::app {

int print_error(const Error& error) {
  std::cerr << "dealbell: ";
  if (!error.pointer.empty()) std::cerr << error.pointer << ": ";
  std::cerr << error.message << "\n";
  return error.code == Errc::usage ? 2 : 1;
}

int print_error(const std::string& file, const std::vector<Error>& errors) {
  for (const auto& error : errors)
    std::cerr << file << ": " << (error.pointer.empty() ? "/" : error.pointer) << ": "
              << error.message << "\n";
  return errors.empty() ? 0 : 1;
}

}  // namespace dealbell::app

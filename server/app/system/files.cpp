#include "app/system/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ops/secret.hpp"

namespace dealbell::app {
namespace fs = std::filesystem;
namespace {

Error failed(const std::string& path) {
  return error(Errc::io, path + ": " + std::strerror(errno));
}

// The first of these folders, seen from where the program lies, in which there is such a file.
std::string beside_program(std::initializer_list<const char*> places, const char* file) {
  std::error_code ignored;
  const auto beside = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto* place : places)
    if (fs::exists(beside / place / file, ignored)) return (beside / place).string();
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  constexpr std::uintmax_t largest = 256u << 20;
  std::error_code ec;
  const auto size = fs::file_size(path, ec);
  if (ec) return error(Errc::io, path + ": " + ec.message());
  if (size > largest) return error(Errc::too_large, path + ": larger than 256 MiB");
  std::ifstream file(path, std::ios::binary);
  std::string text(size, '\0');
  file.read(text.data(), static_cast<std::streamsize>(size));
  if (!file) return failed(path);
  return text;
}

Result<> write_private_file(const std::string& path, const std::string& text) {
  const auto temp = path + ".new";
  const int fd = ::open(temp.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return failed(temp);
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  const auto why = failed(temp);
  ::close(fd);
  if (!written) return why;
  if (::rename(temp.c_str(), path.c_str()) != 0) return failed(path);
  return {};
}

Result<std::string> disk_id(const std::string& data) {
  const auto path = data + "/disk.id";
  std::error_code ignored;
  if (fs::exists(path, ignored) && !fs::is_empty(path, ignored)) return read_file(path);
  auto id = ops::random_code();
  if (auto written = write_private_file(path, id); !written) return written.error();
  return id;
}

std::string token_path(const std::string& data) { return data + "/admin.token"; }
std::string address_path(const std::string& data) { return data + "/address"; }

std::string find_web_dir(const std::string& configured) {
  if (!configured.empty()) return configured;
  return beside_program({"web", "../web", "../share/dealbell/web"}, "wall.html");
}

std::string find_sources_dir() {
  return beside_program({"sources", "../../config/sources", "../share/dealbell/sources"},
                        "generic.json");
}

}  // namespace dealbell::app

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

// The first of these folders, relative to the program's, that contains the file.
std::string folder_with(const char* file, std::initializer_list<const char*> folders) {
  std::error_code ignored;
  const auto program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto* folder : folders)
    if (fs::exists(program / folder / file, ignored)) return (program / folder).string();
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  constexpr std::uintmax_t max_bytes = 256u << 20;
  std::error_code ec;
  const auto size = fs::file_size(path, ec);
  if (ec) return error(Errc::io, path + ": " + ec.message());
  if (size > max_bytes) return error(Errc::too_large, path + ": larger than 256 MiB");
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
  const auto failure = failed(temp);
  ::close(fd);
  if (!written) return failure;
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
  return folder_with("wall.html", {"web", "../web", "../share/dealbell/web"});
}

std::string find_sources_dir() {
  return folder_with("generic.json",
                     {"sources", "../../config/sources", "../share/dealbell/sources"});
}

}  // namespace dealbell::app

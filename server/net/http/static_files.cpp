#include "net/http/static_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/hash.hpp"
#include "net/http/etag.hpp"

namespace dealbell::net {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t file_max_bytes = 16 << 20;  // a bundle or a font is far smaller

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".woff2", "font/woff2"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".ico", "image/x-icon"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".mp3", "audio/mpeg"},
};

std::string_view content_type_of(std::string_view name) {
  for (const auto& [extension, type] : content_types)
    if (name.ends_with(extension)) return type;
  return "application/octet-stream";
}

// "app.4f3a9c.js", "app-4f3a9c.js": the part before the extension is at least six hex digits, one
// of them not a letter, because "app.facade.js" has no hash. esbuild's hashes are eight of A-Z2-7.
bool has_content_hash(std::string_view name) {
  const auto extension = name.rfind('.');
  if (extension == name.npos || extension == 0) return false;
  const auto stem = name.substr(0, extension);
  const auto mark = stem.find_last_of(".-");
  if (mark == stem.npos) return false;
  const auto hash = stem.substr(mark + 1);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto hex = [&](char c) { return digit(c) || (c >= 'a' && c <= 'f'); };
  const auto base32 = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); };
  if (hash.size() == 8 && std::all_of(hash.begin(), hash.end(), base32)) return true;
  return hash.size() >= 6 && std::all_of(hash.begin(), hash.end(), hex) &&
         std::any_of(hash.begin(), hash.end(), digit);
}

// False for "", "a//b", "..", ".git", "a\b" and absolute names. Does not access the file system.
bool is_plain_name(std::string_view name) {
  if (name.empty() || name.find('\\') != name.npos) return false;
  for (;;) {
    const auto end = name.find('/');
    const auto part = name.substr(0, end);
    if (part.empty() || part.starts_with('.')) return false;
    if (end == name.npos) return true;
    name.remove_prefix(end + 1);
  }
}

std::optional<std::string> read_inside(const fs::path& dir, const fs::path& file) {
  std::error_code ec;
  const auto root = fs::canonical(dir, ec);
  if (ec) return std::nullopt;
  const auto real = fs::canonical(file, ec);
  if (ec || !fs::is_regular_file(real, ec) || ec) return std::nullopt;
  if (std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first != root.end())
    return std::nullopt;  // a link that leaves the directory
  const auto size = fs::file_size(real, ec);
  if (ec || size > file_max_bytes) return std::nullopt;
  std::ifstream in(real, std::ios::binary);
  std::string text(size, '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return text;
}

bool accepts_gzip(const Request& request) {
  const auto accept = request.header("accept-encoding");
  if (!accept) return false;
  const auto at = accept->find("gzip");
  return at != accept->npos && !accept->substr(at).starts_with("gzip;q=0,") &&
         accept->substr(at) != "gzip;q=0";
}

}  // namespace

Response static_file(const std::string& dir, std::string_view name, const Request& request) {
  const auto missing = error(Errc::not_found, "There is no such page or file");
  if (!is_plain_name(name)) return problem(missing);
  const auto file = fs::path(dir) / fs::path(std::string(name));
  auto content = read_inside(dir, file);
  if (!content) return problem(missing);

  Response response;
  response.content_type = content_type_of(name);
  const auto keep = has_content_hash(name) ? "public, max-age=31536000, immutable" : "no-cache";
  response.headers.emplace_back("Cache-Control", keep);
  auto tag = hash128_hex(*content);
  std::error_code ec;
  if (const auto packed = file.string() + ".gz"; fs::exists(packed, ec)) {
    response.headers.emplace_back("Vary", "Accept-Encoding");
    auto small = accepts_gzip(request) ? read_inside(dir, packed) : std::nullopt;
    if (small) {
      content = std::move(small);
      tag += "-gz";
      response.headers.emplace_back("Content-Encoding", "gzip");
    }
  }
  tag = '"' + tag + '"';
  response.headers.emplace_back("ETag", tag);
  if (client_has(request, tag)) {
    response.status = 304;
    return response;
  }
  response.body = std::make_shared<const std::string>(std::move(*content));
  return response;
}

}  // namespace dealbell::net

#include "store/snapshots.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/bytes.hpp"

namespace dealbell::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;
constexpr std::string_view magic =
    "Dealbell snapshot\r\n\x1a";  // the last bytes detect text-mode copies
// Larger numbers of a format are damage.
constexpr std::uint64_t formats_max = 1'000;
// Synced in pieces, so that no commit has to wait behind one large sync.
constexpr std::uint64_t sync_every = 4 << 20;

Error failed(const std::string& path, int code) {
  return error(Errc::io, path + ": " + std::generic_category().message(code));
}

std::string folder(const std::string& dir) { return dir + "/snapshots"; }
std::string path_of(const std::string& dir, Seq from, const char* ending = ".snapshot") {
  return folder(dir) + "/" + std::to_string(from) + ending;
}

// The part of the header that the hash covers; the hash follows it in the file.
std::string encoded(const SnapshotHead& head, std::uint64_t size) {
  std::string text(magic);
  ByteWriter bytes(text);
  for (const std::uint64_t n :
       {std::uint64_t{head.format}, head.from, head.until, head.witness, size})
    bytes.fixed(n);
  return text;
}
const std::size_t head_size = encoded({}, 0).size();
constexpr std::size_t hash_size = 32;

Result<> write_at(int fd, const std::string& path, std::string_view bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const auto n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
    at += static_cast<std::uint64_t>(n);
  }
  return {};
}

Result<> sync_folder(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return failed(path, errno);
  const int code = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (code != 0) return failed(path, code);
  return {};
}

Result<std::string> read_whole(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed(path, errno);
  struct stat about {};
  std::string bytes;
  int code = ::fstat(fd, &about) == 0 ? 0 : errno;
  if (code == 0) bytes.resize(static_cast<std::size_t>(about.st_size));
  for (std::size_t done = 0; code == 0 && done < bytes.size();) {
    const auto n = ::read(fd, bytes.data() + done, bytes.size() - done);
    if (n == 0) bytes.resize(done);  // it became shorter in the meantime
    if (n < 0 && errno != EINTR) code = errno;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  ::close(fd);
  if (code != 0) return failed(path, code);
  return bytes;
}

}  // namespace

Result<SnapshotFile> SnapshotFile::create(const std::string& dir, Seq from) {
  if (::mkdir(folder(dir).c_str(), 0700) == 0) {
    if (auto synced = sync_folder(dir); !synced) return synced.error();
  } else if (errno != EEXIST) {
    return failed(folder(dir), errno);
  }
  const auto temp = path_of(dir, from, ".new");
  const int fd = ::open(temp.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return failed(temp, errno);
  return SnapshotFile(dir, from, fd);
}

SnapshotFile::SnapshotFile(std::string dir, Seq from, int fd)
    : dir_(std::move(dir)), temp_(path_of(dir_, from, ".new")), from_(from), fd_(fd) {}

SnapshotFile::SnapshotFile(SnapshotFile&& other) noexcept
    : dir_(std::move(other.dir_)),
      temp_(std::move(other.temp_)),
      from_(other.from_),
      fd_(std::exchange(other.fd_, -1)),
      size_(other.size_),
      unsynced_(other.unsynced_),
      hash_(std::move(other.hash_)) {}

SnapshotFile::~SnapshotFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temp_.c_str());
}

Result<> SnapshotFile::append(std::string_view bytes) {
  hash_.add(bytes);
  const auto at = head_size + hash_size + size_;
  if (auto written = write_at(fd_, temp_, bytes, at); !written) return written;
  size_ += bytes.size();
  unsynced_ += bytes.size();
  if (unsynced_ < sync_every) return {};
  unsynced_ = 0;
  return ::fdatasync(fd_) == 0 ? Result<>{} : failed(temp_, errno);
}

Result<> SnapshotFile::finish(const SnapshotHead& head) {
  const auto text = encoded(head, size_);
  hash_.add(text);
  if (auto written = write_at(fd_, temp_, text + hash_.hex(), 0); !written) return written;
  if (::fsync(fd_) != 0) return failed(temp_, errno);
  if (::rename(temp_.c_str(), path_of(dir_, from_).c_str()) != 0) return failed(temp_, errno);
  ::close(std::exchange(fd_, -1));
  if (auto synced = sync_folder(folder(dir_)); !synced) return synced;
  const auto all = snapshots(dir_);
  for (auto i = kept; i < all.size(); ++i) ::unlink(path_of(dir_, all[i]).c_str());
  return {};
}

std::vector<Seq> snapshots(const std::string& dir) {
  std::vector<Seq> all;
  std::error_code ec;
  for (fs::directory_iterator at(folder(dir), ec), end; !ec && at != end; at.increment(ec)) {
    std::error_code ignored;
    if (at->path().extension() == ".new") fs::remove(at->path(), ignored);
    if (at->path().extension() != ".snapshot") continue;
    const auto name = at->path().stem().string();
    Seq seq = 0;
    const auto [rest, failure] = std::from_chars(name.data(), name.data() + name.size(), seq);
    if (failure == std::errc{} && rest == name.data() + name.size()) all.push_back(seq);
  }
  std::sort(all.rbegin(), all.rend());
  return all;
}

void remove_snapshot(const std::string& dir, Seq from) { ::unlink(path_of(dir, from).c_str()); }

Result<Snapshot> read_snapshot(const std::string& dir, Seq from, std::uint32_t format) {
  const auto path = path_of(dir, from);
  auto file = read_whole(path);
  if (!file) return file.error();
  const auto damaged = [&] { return error(Errc::corrupt, path + " is damaged"); };
  if (file->size() < head_size + hash_size || !file->starts_with(magic)) return damaged();

  const std::string_view all = *file, text = all.substr(0, head_size);
  const auto bytes = all.substr(head_size + hash_size);
  ByteReader reader(text.substr(magic.size()));
  SnapshotHead head;
  const auto file_format = reader.fixed();
  head.from = reader.fixed();
  head.until = reader.fixed();
  head.witness = reader.fixed();
  const auto size = reader.fixed();
  StreamHash hash;
  hash.add(bytes);
  hash.add(text);
  const bool intact = size == bytes.size() && hash.hex() == all.substr(head_size, hash_size);
  // A newer program may lay out, or hash, its file in another way: what comes after the number of
  // the format cannot be judged.
  if (!intact && (file_format == format || file_format - 1 >= formats_max)) return damaged();
  if (file_format != format)
    return error(Errc::conflict, path + " has format " + std::to_string(file_format) +
                                     ", and this program reads format " + std::to_string(format) +
                                     ": another version wrote it");
  if (head.from != from) return error(Errc::corrupt, path + " is a snapshot of another seq");
  head.format = format;
  file->erase(0, head_size + hash_size);
  return Snapshot{head, std::move(*file)};
}

}  // namespace dealbell::store

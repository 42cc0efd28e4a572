#include "support/store/faulty_vfs.hpp"

#include <sqlite3.h>

#include <new>
#include <string>
#include <utility>

#include "support/store/faulty_disk.hpp"

namespace dealbell::test {
namespace {

// SQLite allocates szOsFile bytes: ours first, then the platform's file.
struct File : sqlite3_file {
  FaultyDisk* disk;
  std::string path;

  sqlite3_file* platform() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  const sqlite3_io_methods& methods() { return *platform()->pMethods; }
};

File& own(sqlite3_file* file) { return *static_cast<File*>(file); }
FaultyDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }

int close(sqlite3_file* file) {
  auto& f = own(file);
  const int code = f.methods().xClose(f.platform());
  f.~File();
  return code;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  auto& f = own(file);
  if (const int fault = f.disk->before_read()) return fault;
  return f.methods().xRead(f.platform(), to, size, offset);
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  auto& f = own(file);
  if (const int fault = f.disk->before_write()) return fault;
  f.disk->file(f.path).write(static_cast<std::size_t>(offset),
                             {static_cast<const char*>(from), static_cast<std::size_t>(size)});
  return f.methods().xWrite(f.platform(), from, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& f = own(file);
  if (const int fault = f.disk->before_other()) return fault;
  f.disk->file(f.path).truncate(static_cast<std::size_t>(size));
  return f.methods().xTruncate(f.platform(), size);
}

// Does not sync the real file: no test here cuts the real power.
int sync(sqlite3_file* file, int) {
  auto& f = own(file);
  if (const int fault = f.disk->before_sync(f.path)) return fault;
  f.disk->file(f.path).sync();
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  auto& f = own(file);
  if (const int fault = f.disk->before_read()) return fault;
  return f.methods().xFileSize(f.platform(), size);
}

int lock(sqlite3_file* file, int level) {
  return own(file).methods().xLock(own(file).platform(), level);
}

int unlock(sqlite3_file* file, int level) {
  return own(file).methods().xUnlock(own(file).platform(), level);
}

int check_lock(sqlite3_file* file, int* held) {
  return own(file).methods().xCheckReservedLock(own(file).platform(), held);
}

// Not forwarded: a hint could change the real file without being recorded here.
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file* file) {
  return own(file).methods().xSectorSize(own(file).platform());
}

int characteristics(sqlite3_file* file) {
  return own(file).methods().xDeviceCharacteristics(own(file).platform());
}

// Version 1: no shared memory and no mapped files, which the ledger does not use.
constexpr sqlite3_io_methods methods = [] {
  sqlite3_io_methods m{};
  m.iVersion = 1;
  m.xClose = close;
  m.xRead = read;
  m.xWrite = write;
  m.xTruncate = truncate;
  m.xSync = sync;
  m.xFileSize = file_size;
  m.xLock = lock;
  m.xUnlock = unlock;
  m.xCheckReservedLock = check_lock;
  m.xFileControl = file_control;
  m.xSectorSize = sector_size;
  m.xDeviceCharacteristics = characteristics;
  return m;
}();

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  auto& disk = disk_of(vfs);
  file->pMethods = nullptr;  // until it is open, SQLite must not close it
  if (disk.dead()) return SQLITE_CANTOPEN;
  auto* f = new (file) File{{nullptr}, &disk, path ? path : ""};
  const int code = disk.platform().xOpen(&disk.platform(), path, f->platform(), flags, flags_out);
  if (code == SQLITE_OK) {
    disk.file(f->path);  // what is there before the first write is durable
    f->pMethods = &methods;
  } else {
    f->~File();
  }
  return code;
}

int remove(sqlite3_vfs* vfs, const char* path, int sync_dir) {
  auto& disk = disk_of(vfs);
  if (const int fault = disk.before_other()) return fault;
  disk.forget(path);
  return disk.platform().xDelete(&disk.platform(), path, sync_dir);
}

int access(sqlite3_vfs* vfs, const char* path, int flags, int* answer) {
  auto& disk = disk_of(vfs);
  if (disk.dead()) return SQLITE_IOERR_ACCESS;
  return disk.platform().xAccess(&disk.platform(), path, flags, answer);
}

int full_path(sqlite3_vfs* vfs, const char* path, int size, char* out) {
  auto& platform = disk_of(vfs).platform();
  return platform.xFullPathname(&platform, path, size, out);
}

}  // namespace

sqlite3_vfs faulty_vfs(FaultyDisk& disk) {
  sqlite3_vfs vfs = disk.platform();  // time, randomness and the rest as the platform has them
  vfs.zName = disk.vfs().c_str();
  vfs.pAppData = &disk;
  vfs.pNext = nullptr;
  vfs.szOsFile += static_cast<int>(sizeof(File));
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = full_path;
  return vfs;
}

}  // namespace dealbell::test

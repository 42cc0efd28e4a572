#pragma once

struct sqlite3_vfs;

namespace dealbell::test {

class FaultyDisk;

// The C interface of a FaultyDisk, ready to be registered; points to the disk and its name.
sqlite3_vfs faulty_vfs(FaultyDisk& disk);

}  // namespace dealbell::test

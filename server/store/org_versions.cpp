#include "store/org_versions.hpp"

namespace dealbell::store {

OrgVersions::OrgVersions(Database& database)
    : database_(database),
      newest_(database, "SELECT version, at, document FROM org ORDER BY version DESC LIMIT 1"),
      insert_(database, "INSERT INTO org (version, at, document) VALUES (?, ?, ?)"),
      replace_(database, "INSERT OR REPLACE INTO org (version, at, document) VALUES (?, ?, ?)") {}

Result<std::optional<OrgVersion>> OrgVersions::newest() {
  std::optional<OrgVersion> found;
  const auto take = [&](const Row& row) {
    found = OrgVersion{row.integer(0), from_ms(row.integer(1)), std::string(row.bytes(2))};
    return true;
  };
  if (auto read = newest_.query(take); !read) return read.error();
  return found;
}

Result<std::int64_t> OrgVersions::put(const std::string& document, Instant at,
                                      std::optional<std::int64_t> expected) {
  std::int64_t version = 0;
  const auto work = [&]() -> Result<> {
    const auto before = newest();
    if (!before) return before.error();
    const auto present = *before ? (*before)->version : 0;
    if (auto same = check_org_version(expected, present); !same) return same;
    version = present + 1;
    return insert_.run(version, to_ms(at), std::string_view(document));
  };
  if (auto stored = database_.transact(work); !stored) return stored.error();
  return version;
}

Result<> OrgVersions::set(const OrgVersion& org) {
  const auto work = [&] {
    return replace_.run(org.version, to_ms(org.at), std::string_view(org.document));
  };
  return database_.transact(work);
}

}  // namespace dealbell::store

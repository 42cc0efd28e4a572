#include "store/delivery_log.hpp"

#include <filesystem>

#include "base/log.hpp"
#include "base/utf8.hpp"
#include "store/database.hpp"
#include "store/delivery_pages.hpp"
#include "store/delivery_retention.hpp"
#include "store/delivery_schema.hpp"

namespace dealbell::store {
namespace {

constexpr std::size_t text_max = 1 << 10;

std::string file_in(const std::string& dir) { return dir + "/deliveries.db"; }

}  // namespace

struct DeliveryLog::Impl {
  Impl(std::string path, std::unique_ptr<Database> opened, const DeliveryLogOptions& options)
      : file(std::move(path)),
        database(std::move(opened)),
        retention(*database, options),
        pages(*database) {}

  static Result<std::unique_ptr<Impl>> open(const std::string& file,
                                            const DeliveryLogOptions& options);
  Result<> add(const LoggedDelivery& delivery, DeliveryRetention::Total& total);

  std::string file;
  std::unique_ptr<Database> database;
  DeliveryRetention retention;
  DeliveryPages pages;
  Statement insert{*database,
                   "INSERT INTO delivery (at, source, outcome, status, latency_us, events, bytes, "
                   "detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"};
  Statement insert_content{*database,
                           "INSERT INTO content (id, size, request, body) VALUES (?, ?, ?, ?)"};
  Statement count_hour{*database,
                       "INSERT INTO hour (start, source, outcome, count) VALUES (?, ?, ?, 1) "
                       "ON CONFLICT DO UPDATE SET count = count + 1"};
};

DeliveryLog::DeliveryLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DeliveryLog::DeliveryLog(DeliveryLog&&) noexcept = default;
DeliveryLog& DeliveryLog::operator=(DeliveryLog&&) noexcept = default;
DeliveryLog::~DeliveryLog() = default;

Result<std::unique_ptr<DeliveryLog::Impl>> DeliveryLog::Impl::open(
    const std::string& file, const DeliveryLogOptions& options) {
  auto database = Database::open(file, {});
  if (!database) return database.error();
  if (auto prepared = prepare_delivery_schema(**database); !prepared) return prepared.error();
  auto impl = std::make_unique<Impl>(file, std::move(*database), options);
  if (auto loaded = impl->retention.load(); !loaded) return loaded.error();
  return impl;
}

Result<DeliveryLog> DeliveryLog::open(const std::string& dir, const DeliveryLogOptions& options) {
  auto impl = Impl::open(file_in(dir), options);
  if (impl) return DeliveryLog(std::move(*impl));
  const auto& why = impl.error();
  // internal: a table is missing.
  const bool unusable = why.code == Errc::corrupt || why.code == Errc::internal;
  if (!unusable) return why;
  return start_over(dir, options, why);
}

Result<DeliveryLog> DeliveryLog::start_over(const std::string& dir,
                                            const DeliveryLogOptions& options, const Error& why) {
  const auto file = file_in(dir);
  if (auto moved = set_delivery_log_aside(file); !moved) return moved.error();
  log_warning("started a new delivery log, the old file is now " + file + ".aside: " + why.message);
  auto impl = Impl::open(file, options);
  if (!impl) return impl.error();
  return DeliveryLog(std::move(*impl));
}

Result<> DeliveryLog::append(std::span<const LoggedDelivery> deliveries) {
  auto total = impl_->retention.total();
  const auto work = [&]() -> Result<> {
    for (const auto& delivery : deliveries)
      if (auto added = impl_->add(delivery, total); !added) return added;
    return impl_->retention.store(total);
  };
  if (auto stored = impl_->database->transact(work); !stored) return stored;
  impl_->retention.keep(total);
  return {};
}

Result<> DeliveryLog::Impl::add(const LoggedDelivery& d, DeliveryRetention::Total& total) {
  std::int64_t id = 0;
  const auto take = [&](const Row& row) {
    id = row.integer(0);
    return true;
  };
  const std::string_view source = d.source;
  const auto outcome = static_cast<std::int64_t>(d.outcome);
  auto inserted =
      insert.query(take, to_ms(d.at), source, outcome, std::int64_t{d.status}, d.latency_us,
                   std::int64_t{d.events}, d.bytes, cut_utf8(d.detail, text_max));
  if (!inserted) return inserted;
  ++total.deliveries;
  if (!d.request.empty() || !d.body.empty()) {
    const auto size = static_cast<std::int64_t>(d.request.size() + d.body.size());
    auto kept = insert_content.run(id, size, std::string_view(d.request), Blob{d.body});
    if (!kept) return kept;
    total.content_bytes += size;
  }
  const Instant hour = std::chrono::floor<std::chrono::hours>(d.at);
  return count_hour.run(to_ms(hour), source, outcome);
}

Result<bool> DeliveryLog::prune(Instant now) { return impl_->retention.prune(now); }

Result<std::vector<LoggedDelivery>> DeliveryLog::page(const Query& query) const {
  return impl_->pages.page(query);
}

Result<LoggedDelivery> DeliveryLog::one(std::int64_t id) const { return impl_->pages.one(id); }

Result<std::vector<DeliveryHour>> DeliveryLog::hours(Instant since) const {
  return impl_->pages.hours(since);
}

std::int64_t DeliveryLog::file_bytes() const {
  std::int64_t bytes = 0;
  for (const char* part : {"", "-wal"}) {
    std::error_code ec;
    const auto size = std::filesystem::file_size(impl_->file + part, ec);
    if (!ec) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

}  // namespace dealbell::store
